package dev.selfsame.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.selfsame.data.AbsolutePath;
import dev.selfsame.data.Reason;
import dev.selfsame.train.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run, as a report needs them. Keys are looked up one by one, so that runs of older and newer versions can
 * be read.
 *
 * @param name of the directory
 * @param configurationText {@code config.yaml} as it stands
 * @param configuration the same, parsed
 * @param provenanceText {@code provenance.json} as it stands; empty without one
 * @param provenance the same, parsed; missing without one
 * @param snapshots what was kept of a batch now and then
 * @param views {@code views.png}, a sheet of images and their views, in Base64; empty without one
 * @param scores {@code scores.json}: kNN top-1 by the name of what it was measured on, 0–1; empty without one
 */
record RunFiles(
        String name,
        String configurationText,
        JsonNode configuration,
        String provenanceText,
        JsonNode provenance,
        Metrics metrics,
        Snapshots snapshots,
        String views,
        Map<String, Double> scores) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Metrics NONE = new Metrics(List.of(), List.of(), false);

    static RunFiles read(Path directory) throws ReportException {
        RunDirectory run = RunDirectory.at(directory);
        if (!Files.isDirectory(directory)) {
            throw new ReportException("no such directory: " + directory);
        }
        return read(directory, NONE, base64(run.views())).with(Metrics.read(run.metrics()));
    }

    /** All but the metrics, which were read already, and the sheet of views. */
    static RunFiles read(Path directory, Metrics metrics) throws ReportException {
        return read(directory, metrics, "");
    }

    /** The same with other metrics. */
    RunFiles with(Metrics newMetrics) {
        return new RunFiles(
                name,
                configurationText,
                configuration,
                provenanceText,
                provenance,
                newMetrics,
                snapshots,
                views,
                scores);
    }

    /** The name of a directory. */
    static String name(Path directory) {
        Path name = AbsolutePath.of(directory).getFileName();
        return name == null ? directory.toString() : name.toString();
    }

    private static RunFiles read(Path directory, Metrics metrics, String views) throws ReportException {
        RunDirectory run = RunDirectory.at(directory);
        String yaml = text(run.configuration());
        if (yaml == null) {
            throw new ReportException(directory + " holds no run: it has no "
                    + run.configuration().getFileName());
        }
        String provenance = text(run.provenance());
        return new RunFiles(
                name(directory),
                yaml,
                parse(YAML, run.configuration(), yaml, "YAML"),
                provenance == null ? "" : provenance,
                provenance == null ? MissingNode.getInstance() : parse(JSON, run.provenance(), provenance, "JSON"),
                metrics,
                Snapshots.read(directory.resolve("snapshots")),
                views,
                scores(run.scores()));
    }

    /** Steps of the whole run; 0 where the files don't say. */
    long totalSteps() {
        long told = provenance.path("total_steps").asLong();
        if (told > 0) {
            return told;
        }
        // A run of an earlier version doesn't say. Most take each image once an epoch.
        long images = provenance.path("data").path("images").asLong();
        long batch = configuration.path("batch-size").asLong();
        long accumulate = Math.max(1, configuration.path("accumulate").asLong(1));
        long all = batch < 1
                ? 0
                : images / batch / accumulate * configuration.path("epochs").asLong();
        return Math.max(0, all);
    }

    /** Whether the last sitting came to its end, rather than being killed or going on still. */
    boolean ended() {
        return lastSitting().has("end");
    }

    /** Why the last sitting failed; empty where it didn't. */
    String failure() {
        return lastSitting().path("failed").asText("");
    }

    /** The step at which the last sitting was to end; 0 for no limit. */
    long maxSteps() {
        return lastSitting().path("max_steps").asLong();
    }

    private JsonNode lastSitting() {
        JsonNode sittings = provenance.path("sittings");
        return sittings.path(sittings.size() - 1);
    }

    private static Map<String, Double> scores(Path file) throws ReportException {
        Map<String, Double> scores = new LinkedHashMap<>();
        String text = text(file);
        if (text != null) {
            for (Map.Entry<String, JsonNode> score :
                    parse(JSON, file, text, "JSON").path("knn_top1").properties()) {
                double top1 = score.getValue().asDouble(Double.NaN);
                if (!(top1 >= 0 && top1 <= 1)) {
                    throw new ReportException(
                            file + ": knn_top1 of " + score.getKey() + " must be 0 to 1, got " + score.getValue());
                }
                scores.put(score.getKey(), top1);
            }
        }
        return scores;
    }

    private static JsonNode parse(ObjectMapper mapper, Path file, String text, String language) throws ReportException {
        JsonNode tree;
        try {
            tree = mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ReportException(file + " is not " + language, e);
        }
        if (!tree.isObject()) {
            throw new ReportException(file + " holds no keys and values");
        }
        return tree;
    }

    private static @Nullable String text(Path file) throws ReportException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new ReportException("can't read " + file + ": " + Reason.of(e), e);
        }
    }

    private static String base64(Path file) throws ReportException {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new ReportException("can't read " + file + ": " + Reason.of(e), e);
        }
    }
}
