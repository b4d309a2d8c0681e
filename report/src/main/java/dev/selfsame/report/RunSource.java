package dev.selfsame.report;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Where a run's images are, by its command line. */
final class RunSource {
    private static final String OPTION = "--data";

    private RunSource() {}

    /** What was given as {@code --data}; null where there was no such command line. */
    static @Nullable String of(JsonNode provenance) {
        JsonNode words = provenance.path("command_line");
        String source = words.path(1).asText().equals("demo") ? "demo" : null;
        for (int i = 0; i < words.size(); i++) {
            String word = words.path(i).asText();
            if (word.equals(OPTION) && i + 1 < words.size()) {
                source = words.path(i + 1).asText();
            } else if (word.startsWith(OPTION + "=")) {
                source = word.substring(OPTION.length() + 1);
            }
        }
        return source;
    }
}
