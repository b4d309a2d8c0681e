package dev.selfsame.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** {@code metrics.jsonl}: one JSON object a line, written through at once. */
final class MetricsFile implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final Writer writer;

    private MetricsFile(Path path, Writer writer) {
        this.path = path;
        this.writer = writer;
    }

    /** Opens the file and cuts what lies past a step: a run that goes on from there writes those lines again. */
    static MetricsFile open(RunDirectory directory, long step) {
        Path path = directory.metrics();
        try {
            if (Files.exists(path)) {
                StringBuilder kept = new StringBuilder();
                for (String line : lines(path)) {
                    if (stepOf(line) <= step) {
                        kept.append(line).append('\n');
                    }
                }
                directory.write(path, kept.toString());
            }
            return new MetricsFile(
                    path,
                    Files.newBufferedWriter(
                            path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new RunException("can't write " + path + ": " + Reason.of(e), e);
        }
    }

    /** Whole lines only: a killed process may have left half a line at the end. */
    private static List<String> lines(Path path) throws IOException {
        String text = Files.readString(path);
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (!text.endsWith("\n") && !lines.isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static long stepOf(String line) {
        try {
            JsonNode step = JSON.readTree(line).path("step");
            return step.isIntegralNumber() ? step.asLong() : Long.MAX_VALUE;
        } catch (JsonProcessingException e) {
            return Long.MAX_VALUE;
        }
    }

    void write(TrainingListener.StepMetrics m) {
        ObjectNode line = JSON.createObjectNode();
        line.put("step", m.step());
        line.put("epoch", m.epoch());
        line.put("loss", m.loss());
        ObjectNode terms = line.putObject("terms");
        m.terms().forEach(terms::put);
        line.put("learning_rate", m.learningRate());
        line.put("images_per_second", round(m.imagesPerSecond()));
        line.put("load_wait", round(m.loadWait()));
        line.put("embedding_std", m.embeddingStd());
        line.put("feature_std", m.featureStd());
        line.put("effective_rank", m.effectiveRank());
        line.put("rank_bound", m.rankBound());
        line.put("seconds", round(m.seconds()));
        append(line);
    }

    void writeProbe(long step, int epoch, double top1, double seconds) {
        ObjectNode line = JSON.createObjectNode();
        line.put("step", step);
        line.put("epoch", epoch);
        line.put("knn_top1", top1);
        line.put("seconds", round(seconds));
        append(line);
    }

    private void append(ObjectNode line) {
        try {
            writer.write(line + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new RunException("can't write " + path + ": " + Reason.of(e), e);
        }
    }

    private static double round(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new RunException("can't write " + path + ": " + Reason.of(e), e);
        }
    }
}
