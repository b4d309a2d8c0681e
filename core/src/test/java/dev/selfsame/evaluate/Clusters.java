package dev.selfsame.evaluate;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Tensor;

/** Features made by hand. */
final class Clusters {
    private Clusters() {}

    /** Rows whose class i % classes has a direction of its own, with noise round it. */
    static Labelled of(int n, int d, int classes, double noise, int seed) {
        float[][] rows = new float[n][d];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % classes;
            Draws centre = Draws.of(7, Stream.SAMPLE, 0, labels[i]);
            Draws draws = Draws.of(seed, Stream.SAMPLE, 1, i);
            for (int j = 0; j < d; j++) {
                rows[i][j] = (float) (centre.gaussian() + noise * draws.gaussian());
            }
        }
        return Labelled.of(rows, labels);
    }

    /** Standard normal numbers [n, d]. */
    static Tensor gaussian(int n, int d, int seed) {
        Draws draws = Draws.of(seed, Stream.SAMPLE, 2, 0);
        float[] values = new float[n * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draws.gaussian();
        }
        return Tensor.of(values, n, d);
    }
}
