package dev.selfsame.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.selfsame.data.Reason;
import dev.selfsame.evaluate.Collapse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code metrics.jsonl} holds, in the order of the steps.
 *
 * @param steps the lines of training; at least one
 * @param probes the lines of kNN probes
 * @param cut whether the last line was left unfinished, as by a process that was killed
 */
record Metrics(List<Step> steps, List<Probe> probes, boolean cut) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** A line of training; what it lacks is NaN. */
    record Step(
            long step,
            double loss,
            Map<String, Double> terms,
            double learningRate,
            double tau,
            double imagesPerSecond,
            double loadWait,
            double embeddingStd,
            double featureStd,
            double effectiveRank,
            double rankBound,
            double seconds) {
        /** Whether its embeddings say hardly anything about their images. */
        boolean isLow() {
            return Collapse.isLow(embeddingStd, effectiveRank, rankBound);
        }
    }

    /**
     * A line of a kNN probe.
     *
     * @param top1 share of test images classified right, 0–1
     * @param chance what always naming the most frequent class would get, 0–1; NaN where the line doesn't say
     */
    record Probe(long step, double top1, double chance) {}

    /**
     * A line of the file.
     *
     * @param training what it says of training; null for the line of a probe
     * @param probe what it says of a probe; null for others
     */
    record Entry(long step, @Nullable Step training, @Nullable Probe probe) {}

    Step first() {
        return steps.get(0);
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    /** The step from which on embeddings are low to the end; -1 if they aren't. */
    long lowSince() {
        long since = -1;
        for (int i = steps.size() - 1; i >= 0 && steps.get(i).isLow(); i--) {
            since = steps.get(i).step();
        }
        return since;
    }

    /**
     * Reads the file.
     *
     * @throws ReportException if it is missing or unreadable, has no line of training, or a line is not JSON; the last
     *     line alone may be cut
     */
    static Metrics read(Path file) throws ReportException {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ReportException(file + " is missing: the run has logged no step yet", e);
        } catch (IOException e) {
            throw new ReportException("can't read " + file + ": " + Reason.of(e), e);
        }
        List<String> lines = text.lines().toList();
        Map<Long, Step> steps = new TreeMap<>();
        Map<Long, Probe> probes = new TreeMap<>();
        boolean cut = false;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            Entry entry;
            try {
                entry = entry(lines.get(i), file, i + 1);
            } catch (JsonProcessingException e) {
                cut = i == lines.size() - 1 && !text.endsWith("\n");
                if (cut) {
                    break;
                }
                throw new ReportException(file + ", line " + (i + 1) + ": not a JSON object", e);
            }
            if (entry.training() != null) {
                steps.put(entry.step(), entry.training());
            }
            if (entry.probe() != null) {
                probes.put(entry.step(), entry.probe());
            }
        }
        if (steps.isEmpty()) {
            throw new ReportException(file + " holds no whole line: the run has logged no step yet");
        }
        return new Metrics(new ArrayList<>(steps.values()), new ArrayList<>(probes.values()), cut);
    }

    /**
     * Reads one line.
     *
     * @param number of the line, from 1
     * @throws JsonProcessingException if it is not JSON
     */
    static Entry entry(String text, Path file, long number) throws ReportException, JsonProcessingException {
        JsonNode line = JSON.readTree(text);
        long step = step(line, file, number);
        return new Entry(
                step,
                line.has("loss") ? step(step, line) : null,
                line.has("knn_top1") ? new Probe(step, number(line, "knn_top1"), number(line, "knn_chance")) : null);
    }

    private static long step(JsonNode line, Path file, long number) throws ReportException {
        JsonNode step = line.path("step");
        if (!step.isIntegralNumber() || step.asLong() < 0) {
            throw new ReportException(file + ", line " + number + ": no step, a whole number from 0");
        }
        return step.asLong();
    }

    private static Step step(long step, JsonNode line) {
        Map<String, Double> terms = new LinkedHashMap<>();
        line.path("terms").properties().forEach(term -> terms.put(term.getKey(), number(term.getValue())));
        return new Step(
                step,
                number(line, "loss"),
                terms,
                number(line, "learning_rate"),
                number(line, "tau"),
                number(line, "images_per_second"),
                number(line, "load_wait"),
                number(line, "embedding_std"),
                number(line, "feature_std"),
                number(line, "effective_rank"),
                number(line, "rank_bound"),
                number(line, "seconds"));
    }

    private static double number(JsonNode line, String key) {
        return number(line.path(key));
    }

    /** Jackson writes what is not finite as a string. */
    private static double number(JsonNode value) {
        if (value.isNumber()) {
            return value.asDouble();
        }
        return switch (value.asText()) {
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }
}
