package dev.selfsame.train;

import dev.selfsame.data.Reason;
import dev.selfsame.evaluate.Collapse;
import dev.selfsame.evaluate.CrossCorrelation;
import dev.selfsame.model.Safetensors;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code snapshots/}: at a few steps of a run, how the dimensions of two views' embeddings correlate, and the singular
 * values of embeddings and features. What a step has computed anyway is measured, so that a run learns the same with any
 * number of them.
 */
final class Snapshots {
    /** Of the cross-correlation, at most. */
    static final int DIMENSIONS = 128;

    private static final Pattern NAME = Pattern.compile("step-(\\d{8,18})\\.safetensors(\\.partial)?");

    private final RunDirectory directory;
    private final int count;
    private final Plan plan;

    private Snapshots(RunDirectory directory, int count, Plan plan) {
        this.directory = directory;
        this.count = count;
        this.plan = plan;
    }

    /** Those of a run that goes on after a step, without those past it, which will be written again. */
    static Snapshots open(RunDirectory directory, RunSettings.SnapshotSettings settings, Plan plan, long step) {
        try {
            for (Path file : files(directory.snapshots())) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && Long.parseLong(name.group(1)) > step) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new RunException("can't write into " + directory.snapshots() + ": " + Reason.of(e), e);
        }
        return new Snapshots(directory, settings.count(), plan);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** The first dimensions of rows: [N, D] → [N, min(D, 128)]. */
    static Tensor first(Tensor rows) {
        return rows.narrow(1, 0, Math.min(DIMENSIONS, rows.size(1)));
    }

    /** Whether there shall be any. */
    boolean areWanted() {
        return count > 0;
    }

    /** Whether there is one after so many steps: the first, and where another part of the whole run is done. */
    boolean isDue(long step) {
        return count > 0 && (step == 1 || parts(step) > parts(step - 1));
    }

    /** How many of the run's parts, of which there are {@code count}, so many steps fill. */
    private long parts(long step) {
        return step * count / plan.totalSteps();
    }

    /** Writes one, of what is known of the step; gives the file, or null where nothing is known. */
    @Nullable
    Path write(long step, TrainingStep.Result result) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (Scope scope = new Scope()) {
            Tensor embedding = result.embedding();
            Tensor counterpart = result.counterpart();
            if (embedding != null && counterpart != null) {
                tensors.put(
                        "cross_correlation",
                        CrossCorrelation.matrix(first(embedding), counterpart).to(DType.FLOAT32)); // [d, d]
            }
            put(tensors, "singular_values", embedding);
            put(tensors, "feature_singular_values", result.features());
            if (tensors.isEmpty()) {
                return null;
            }
            Path file = directory.snapshot(step);
            Map<String, String> metadata =
                    Map.of("step", Long.toString(step), "epoch", Integer.toString(plan.epochOfLast(step)));
            Writing.to(file, () -> Safetensors.write(file, tensors, metadata));
            return file;
        }
    }

    private static void put(Map<String, Tensor> tensors, String name, @Nullable Tensor rows) {
        if (rows != null) {
            double[] values = Collapse.singularValues(rows);
            tensors.put(name, Tensor.of(values, values.length).to(DType.FLOAT32)); // [min(N, D)]
        }
    }
}
