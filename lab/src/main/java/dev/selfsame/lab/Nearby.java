package dev.selfsame.lab;

import dev.selfsame.data.ImageSource;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.Encoder;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The nearest images by the cosine of their embeddings. */
final class Nearby {
    private Nearby() {}

    /**
     * The images of the bank that are nearest to each test image by the encoder of a run.
     *
     * @param k at most as many as the bank has
     * @return [test images][k], the nearest first, by their places in the sources; a row is empty where the image can't be
     *     read
     */
    static int[][] of(Path run, LabData data, int k) throws IOException {
        try (Encoder encoder = Encoder.load(run)) {
            Embeddings bank = encoder.embed(data.bank());
            Embeddings test = encoder.embed(data.test());
            int[][] rows = of(test, bank, Math.min(k, bank.size()));
            Map<String, Integer> places = places(data.bank());
            Map<String, Integer> asked = places(data.test());
            int[][] nearest = new int[data.test().size()][0];
            for (int i = 0; i < rows.length; i++) {
                nearest[Objects.requireNonNull(asked.get(test.names().get(i)))] = Arrays.stream(rows[i])
                        .map(row ->
                                Objects.requireNonNull(places.get(bank.names().get(row))))
                        .toArray();
            }
            return nearest;
        }
    }

    private static Map<String, Integer> places(ImageSource images) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < images.size(); i++) {
            places.put(images.name(i), i);
        }
        return places;
    }

    static int[][] of(Embeddings test, Embeddings bank, int k) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor cosines =
                    Norm.l2(test.tensor()).matmul(Norm.l2(bank.tensor()).t()); // [test, bank]
            long[] flat = Indexing.topK(cosines, k).indices().toLongs();
            int[][] nearest = new int[test.size()][k];
            for (int i = 0; i < flat.length; i++) {
                nearest[i / k][i % k] = Math.toIntExact(flat[i]);
            }
            return nearest;
        }
    }

    /** The share of neighbours that are in both rows, as a mean over the rows that have any: 0–1. */
    static double shared(int[][] some, int[][] others) {
        double sum = 0;
        int rows = 0;
        for (int i = 0; i < some.length; i++) {
            if (some[i].length == 0) {
                continue;
            }
            rows++;
            int[] other = others[i];
            long both = Arrays.stream(some[i])
                    .filter(row -> Arrays.stream(other).anyMatch(one -> one == row))
                    .count();
            sum += (double) both / some[i].length;
        }
        return sum / Math.max(1, rows);
    }
}
