package dev.selfsame.dashboard;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What a request gets. */
sealed interface Answer {
    /** The type of most that is said in words. */
    String PLAIN = "text/plain; charset=utf-8";

    /**
     * A whole thing.
     *
     * @param status of HTTP
     * @param type of the content
     * @param headers more of them, by name
     */
    @SuppressWarnings("ArrayRecordComponent") // it goes out as it is, and is never compared
    record Content(int status, String type, byte[] bytes, Map<String, String> headers) implements Answer {}

    /**
     * A stream of what happens.
     *
     * @param runs their ids; none for the list of all
     */
    record Events(List<String> runs) implements Answer {}

    /** Found. */
    static Content of(String type, byte[] bytes) {
        return new Content(200, type, bytes, Map.of());
    }

    /** A line of words with a status of HTTP. */
    static Content plain(int status, String line) {
        return new Content(status, PLAIN, (line + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
