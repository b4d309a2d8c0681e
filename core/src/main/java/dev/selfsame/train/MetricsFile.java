package dev.selfsame.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.selfsame.data.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** {@code metrics.jsonl}: one JSON object a line, each written through as a whole. */
final class MetricsFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBE = "knn_top1";

    private final Path path;
    private long end;
    private long probed = -1;

    private MetricsFile(Path path) {
        this.path = path;
    }

    /** Opens the file and cuts what lies past a step: a run that goes on from there writes those lines again. */
    static MetricsFile open(RunDirectory directory, long step) {
        MetricsFile file = new MetricsFile(directory.metrics());
        String kept = file.linesUpTo(step);
        directory.write(file.path, kept);
        file.end = kept.getBytes(StandardCharsets.UTF_8).length;
        return file;
    }

    /** The whole lines from the start that are not past the step; a killed process may have left half a line. */
    private String linesUpTo(long step) {
        try {
            if (Files.notExists(path)) {
                return "";
            }
            StringBuilder kept = new StringBuilder();
            String text = Files.readString(path);
            int start = 0;
            for (int stop = text.indexOf('\n'); stop >= 0; stop = text.indexOf('\n', start)) {
                String line = text.substring(start, stop);
                JsonNode entry = parse(line);
                if (stepOf(entry) <= step) {
                    kept.append(line).append('\n');
                    probed = entry.has(PROBE) ? stepOf(entry) : probed;
                }
                start = stop + 1;
            }
            return kept.toString();
        } catch (IOException e) {
            throw new RunException("can't read " + path + ": " + Reason.of(e), e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static long stepOf(JsonNode line) {
        JsonNode step = line.path("step");
        return step.isIntegralNumber() ? step.asLong() : Long.MAX_VALUE;
    }

    /** The step of the last probe; -1 before the first. */
    long probed() {
        return probed;
    }

    void write(TrainingListener.StepMetrics m) {
        ObjectNode line = JSON.createObjectNode();
        line.put("step", m.step());
        line.put("epoch", m.epoch());
        line.put("images", m.images());
        line.put("loss", m.loss());
        ObjectNode terms = line.putObject("terms");
        m.terms().forEach(terms::put);
        line.put("learning_rate", m.learningRate());
        m.measures().forEach((name, value) -> put(line, name, value));
        line.put("images_per_second", round(m.imagesPerSecond()));
        line.put("load_wait", round(m.loadWait()));
        put(line, "embedding_std", m.embeddingStd());
        put(line, "feature_std", m.featureStd());
        put(line, "effective_rank", m.effectiveRank());
        line.put("rank_bound", m.rankBound());
        line.put("seconds", round(m.seconds()));
        append(line);
    }

    void writeProbe(long step, int epoch, double top1, double chance, double seconds) {
        ObjectNode line = JSON.createObjectNode();
        line.put("step", step);
        line.put("epoch", epoch);
        line.put(PROBE, top1);
        line.put("knn_chance", chance);
        line.put("seconds", round(seconds));
        append(line);
        probed = step;
    }

    /** At a known place, so that a line that an interrupt tore is written over. */
    private void append(ObjectNode line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        Writing.to(path, () -> {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest, end + rest.position());
                }
            }
        });
        end += bytes.length;
    }

    /** JSON has no NaN: what a method does not tell is null. */
    private static void put(ObjectNode line, String key, double value) {
        if (Double.isFinite(value)) {
            line.put(key, value);
        } else {
            line.putNull(key);
        }
    }

    private static double round(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
