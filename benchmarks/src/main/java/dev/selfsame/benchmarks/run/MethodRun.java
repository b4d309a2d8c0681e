package dev.selfsame.benchmarks.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a short run of a method came to.
 *
 * @param method by its name
 * @param firstLoss of step 1
 * @param lastLoss of the last step
 * @param spread of the embedding at the last step: 1 is ideal, 0 collapsed
 * @param imagesPerSecond source images, the median of the steps after the first {@value #WARM_UP}
 * @param peakMib the most memory seen, proportional set size
 * @param seconds from the start of the process to its end
 */
record MethodRun(
        String method,
        double firstLoss,
        double lastLoss,
        double spread,
        double imagesPerSecond,
        double peakMib,
        double seconds) {
    private static final int WARM_UP = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads {@code metrics.jsonl} of a run that wrote every step into it.
     *
     * @throws IOException if a step is missing, or its loss or spread is not a number
     */
    static MethodRun read(String method, Path run, int steps, Sample sample) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            JsonNode metrics = JSON.readTree(line);
            if (metrics.has("loss")) {
                lines.add(metrics);
            }
        }
        if (lines.size() != steps) {
            throw new IOException(method + " has metrics of " + lines.size() + " steps, not of " + steps);
        }
        for (JsonNode line : lines) {
            if (!Double.isFinite(number(line, "loss")) || !Double.isFinite(number(line, "embedding_std"))) {
                throw new IOException(method + " has a loss or spread that is not finite: " + line);
            }
        }
        JsonNode last = lines.get(steps - 1);
        List<Double> speeds = lines.subList(Math.min(WARM_UP, steps - 1), steps).stream()
                .map(line -> number(line, "images_per_second"))
                .toList();
        return new MethodRun(
                method,
                number(lines.get(0), "loss"),
                number(last, "loss"),
                number(last, "embedding_std"),
                Spread.of(speeds).median(),
                sample.peakMib(),
                sample.wall());
    }

    private static double number(JsonNode line, String name) {
        return line.path(name).asDouble(Double.NaN);
    }
}
