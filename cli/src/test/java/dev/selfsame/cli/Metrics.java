package dev.selfsame.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code metrics.jsonl} of a run that wrote each step. */
final class Metrics {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double COLLAPSED = 0.02; // of which 1 is ideal

    private Metrics() {}

    /** Its lines; fails unless there is one a step, with a finite loss that did not collapse. */
    static List<JsonNode> assertSound(Path run, int steps) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            lines.add(JSON.readTree(line));
        }
        assertEquals(steps, lines.size());
        for (int i = 0; i < steps; i++) {
            JsonNode line = lines.get(i);
            String text = line.toString();
            assertEquals(i + 1, line.path("step").asInt(), text);
            assertTrue(Double.isFinite(line.path("loss").asDouble(Double.NaN)), text);
            assertTrue(line.path("embedding_std").asDouble() > COLLAPSED, text);
            assertTrue(line.path("feature_std").asDouble() > COLLAPSED, text);
            double terms = 0;
            for (JsonNode term : line.path("terms")) {
                terms += term.asDouble();
            }
            double loss = line.path("loss").asDouble();
            assertEquals(loss, terms, 1e-4 * Math.max(1, Math.abs(loss)), text);
        }
        return lines;
    }
}
