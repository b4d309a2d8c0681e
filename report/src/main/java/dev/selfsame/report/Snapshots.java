package dev.selfsame.report;

import dev.selfsame.data.Reason;
import dev.selfsame.model.Safetensors;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What a run kept of a batch now and then, in {@code snapshots/step-NNNNNNNN.safetensors}; a run of an earlier version has
 * none.
 *
 * @param all by their steps, rising
 * @param unreadable files that can't be read, with the reason; each a line for people
 */
record Snapshots(List<Snapshot> all, List<String> unreadable) {
    private static final String FILES = "step-*.safetensors";
    private static final String CORRELATION = "cross_correlation";

    /**
     * A moment of a run. The matrix is read when it is asked for.
     *
     * @param singularValues of a batch's embeddings, falling; empty where the method tells none
     * @param featureSingularValues of its features
     * @param hasCorrelation whether there is a cross-correlation of two views
     */
    record Snapshot(
            Path file,
            long step,
            List<Double> singularValues,
            List<Double> featureSingularValues,
            boolean hasCorrelation) {
        /** The cross-correlation of the embeddings of two views, [d, d], row by row. */
        float[] correlation() throws IOException {
            try (Safetensors tensors = Safetensors.open(file);
                    Tensor matrix = tensors.read(CORRELATION);
                    Tensor exact = matrix.to(DType.FLOAT32)) {
                return exact.toFloats();
            }
        }
    }

    static Snapshots read(Path folder) throws ReportException {
        TreeMap<Long, Snapshot> all = new TreeMap<>();
        List<String> unreadable = new ArrayList<>();
        for (Path file : files(folder)) {
            try (Safetensors tensors = Safetensors.open(file)) {
                Snapshot snapshot = snapshot(file, tensors);
                all.put(snapshot.step, snapshot);
            } catch (IOException | IllegalArgumentException e) {
                unreadable.add(file.getFileName() + ": " + Reason.of(e));
            }
        }
        return new Snapshots(List.copyOf(all.values()), List.copyOf(unreadable));
    }

    private static List<Path> files(Path folder) throws ReportException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, FILES)) {
            found.forEach(files::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new ReportException("can't read " + folder + ": " + Reason.of(e), e);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private static Snapshot snapshot(Path file, Safetensors tensors) throws IOException {
        String step = tensors.metadata().getOrDefault("step", "");
        if (!step.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("its metadata has no step");
        }
        boolean square = false;
        if (tensors.names().contains(CORRELATION)) {
            long[] shape = tensors.shape(CORRELATION);
            square = shape.length == 2 && shape[0] == shape[1] && shape[0] > 0;
        }
        return new Snapshot(
                file,
                Long.parseLong(step),
                values(tensors, "singular_values"),
                values(tensors, "feature_singular_values"),
                square);
    }

    private static List<Double> values(Safetensors tensors, String name) throws IOException {
        if (!tensors.names().contains(name)) {
            return List.of();
        }
        try (Tensor values = tensors.read(name);
                Tensor exact = values.to(DType.FLOAT64)) {
            return Arrays.stream(exact.toDoubles()).boxed().toList();
        }
    }

    /** At most so many of a list, evenly taken, the first and the last among them. */
    static <T> List<T> some(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<T> some = new ArrayList<>(most);
        for (int i = 0; i < most; i++) {
            some.add(all.get((int) Math.round((double) i * (all.size() - 1) / (most - 1))));
        }
        return some;
    }
}
