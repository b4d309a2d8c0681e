package dev.selfsame.curate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Embeddings made up from a seed, and what is true of them. */
final class Made {
    private Made() {}

    /** Directions at random. */
    static float[][] noise(int n, int d, long seed) {
        Random random = new Random(seed);
        float[][] rows = new float[n][d];
        for (float[] row : rows) {
            for (int j = 0; j < d; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    /** So many directions in turn, each with noise: row i belongs to cluster {@code i % k}. */
    static float[][] clusters(int n, int d, int k, double noise, long seed) {
        float[][] centres = noise(k, d, seed);
        float[][] rows = noise(n, d, seed + 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                rows[i][j] = (float) (centres[i % k][j] + noise * rows[i][j]);
            }
        }
        return rows;
    }

    /** So many directions, each so many times: row i is the same as row {@code i % n}. */
    static float[][] copies(int n, int d, int times) {
        float[][] some = noise(n, d, 1);
        float[][] rows = new float[n * times][];
        Arrays.setAll(rows, i -> some[i % n].clone());
        return rows;
    }

    static EmbeddedImages images(float[]... rows) {
        return images(rows, null);
    }

    static EmbeddedImages images(float[][] rows, @Nullable List<String> labels) {
        try (EmbeddedImages.Builder builder = new EmbeddedImages.Builder(rows.length, rows[0].length)) {
            for (int i = 0; i < rows.length; i++) {
                builder.add("image-" + i, labels == null ? null : labels.get(i), rows[i]);
            }
            return builder.build();
        }
    }

    static List<String> labels(int n, int k) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            labels.add("class-" + i % k);
        }
        return labels;
    }

    static double cosine(float[] x, float[] y) {
        double both = 0;
        double ofX = 0;
        double ofY = 0;
        for (int j = 0; j < x.length; j++) {
            both += (double) x[j] * y[j];
            ofX += (double) x[j] * x[j];
            ofY += (double) y[j] * y[j];
        }
        return both / Math.sqrt(ofX * ofY);
    }

    /** Of L2-normalised rows. */
    static double distance(float[] x, float[] y) {
        return Math.sqrt(Math.max(0, 2 - 2 * cosine(x, y)));
    }
}
