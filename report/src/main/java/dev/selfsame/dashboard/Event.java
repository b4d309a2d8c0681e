package dev.selfsame.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Something that happened, as a page is told.
 *
 * @param name by which the page's script knows it
 * @param data as JSON, in a line
 */
record Event(String name, String data) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Event of(String name, Object data) {
        try {
            return new Event(name, JSON.writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e.getOriginalMessage(), e);
        }
    }

    /** As the stream has it. */
    String text() {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }
}
