package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Threads;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterIndicesTest {
    private static final int N = 300;
    private static final int D = 6;
    private static final int K = 5;

    private final float[][] rows = Made.clusters(N, D, K, 0.6, 1);

    /** By the definitions, distance by distance. */
    @Test
    void theyAreWhatTheirDefinitionsSay() {
        try (EmbeddedImages images = Made.images(rows);
                Clusters clusters = KMeans.of(K).cluster(images)) {
            ClusterIndices indices = ClusterIndices.of(images, clusters, 1);
            int[] of = clusters.assignment();
            assertEquals(silhouette(of), indices.silhouette(), 1e-5);
            double[][] unit = unit();
            double[][] means = means(unit, of, K);
            assertEquals(daviesBouldin(unit, means, of), indices.daviesBouldin(), 1e-5);
            assertEquals(1, calinskiHarabasz(unit, means, of) / indices.calinskiHarabasz(), 1e-5);
        }
    }

    private double silhouette(int[] of) {
        return IntStream.range(0, N)
                .mapToDouble(i -> {
                    double[] mean = IntStream.range(0, K)
                            .mapToDouble(c -> IntStream.range(0, N)
                                    .filter(j -> j != i && of[j] == c)
                                    .mapToDouble(j -> Made.distance(rows[i], rows[j]))
                                    .average()
                                    .orElse(Double.NaN))
                            .toArray();
                    double a = mean[of[i]];
                    double b = IntStream.range(0, K)
                            .filter(c -> c != of[i])
                            .mapToDouble(c -> mean[c])
                            .min()
                            .orElseThrow();
                    return (b - a) / Math.max(a, b);
                })
                .average()
                .orElseThrow();
    }

    private double[][] unit() {
        double[][] unit = new double[N][D];
        for (int i = 0; i < N; i++) {
            double length = 0;
            for (float value : rows[i]) {
                length += value * value;
            }
            for (int j = 0; j < D; j++) {
                unit[i][j] = rows[i][j] / Math.sqrt(length);
            }
        }
        return unit;
    }

    private static double[][] means(double[][] unit, int[] of, int k) {
        double[][] means = new double[k][D];
        int[] sizes = new int[k];
        for (int i = 0; i < unit.length; i++) {
            sizes[of[i]]++;
        }
        for (int i = 0; i < unit.length; i++) {
            for (int j = 0; j < D; j++) {
                means[of[i]][j] += unit[i][j] / sizes[of[i]];
            }
        }
        return means;
    }

    private static double square(double[] x, double[] y) {
        return IntStream.range(0, D)
                .mapToDouble(j -> (x[j] - y[j]) * (x[j] - y[j]))
                .sum();
    }

    private static double daviesBouldin(double[][] unit, double[][] means, int[] of) {
        double[] spread = IntStream.range(0, K)
                .mapToDouble(c -> IntStream.range(0, N)
                        .filter(i -> of[i] == c)
                        .mapToDouble(i -> Math.sqrt(square(unit[i], means[c])))
                        .average()
                        .orElseThrow())
                .toArray();
        return IntStream.range(0, K)
                .mapToDouble(c -> IntStream.range(0, K)
                        .filter(e -> e != c)
                        .mapToDouble(e -> (spread[c] + spread[e]) / Math.sqrt(square(means[c], means[e])))
                        .max()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }

    private static double calinskiHarabasz(double[][] unit, double[][] means, int[] of) {
        double[] centre = means(unit, new int[N], 1)[0];
        double between = IntStream.range(0, N)
                .mapToDouble(i -> square(means[of[i]], centre))
                .sum();
        double within = IntStream.range(0, N)
                .mapToDouble(i -> square(unit[i], means[of[i]]))
                .sum();
        return between / (K - 1) / (within / (N - K));
    }

    @Test
    void theyAreTheSameToTheBitForAnyNumberOfThreads() {
        int before = Threads.count();
        try (EmbeddedImages images = Made.images(Made.noise(3000, 48, 2));
                Clusters clusters = new KMeans(300, 2, 1).cluster(images)) {
            Threads.set(1);
            ClusterIndices one = ClusterIndices.of(images, clusters, 1);
            Threads.set(2);
            assertEquals(one, ClusterIndices.of(images, clusters, 1));
        } finally {
            Threads.set(before);
        }
    }

    @Test
    void whereTheyMeanNothingTheyAreNoNumber() {
        try (EmbeddedImages images = Made.images(rows);
                Clusters one = KMeans.of(1).cluster(images);
                Clusters all = KMeans.of(N).cluster(images)) {
            assertTrue(Double.isNaN(ClusterIndices.of(images, one, 1).silhouette()));
            assertTrue(Double.isNaN(ClusterIndices.of(images, all, 1).daviesBouldin()));
        }
    }

    @Test
    void aSampleOfManyIsNearTheWhole() {
        float[][] many = Made.clusters(2 * ClusterIndices.SAMPLE, D, 3, 0.3, 1);
        try (EmbeddedImages images = Made.images(many);
                EmbeddedImages half = Made.images(Arrays.copyOf(many, ClusterIndices.SAMPLE));
                Clusters clusters = KMeans.of(3).cluster(images);
                Clusters ofHalf = KMeans.of(3).cluster(half)) {
            double sampled = ClusterIndices.of(images, clusters, 1).silhouette();
            assertEquals(ClusterIndices.of(half, ofHalf, 1).silhouette(), sampled, 0.02);
            assertEquals(sampled, ClusterIndices.of(images, clusters, 1).silhouette());
        }
    }

    /** Values by hand: the contingency table {{2, 1}, {0, 3}}. */
    @Test
    void agreementWithLabelsIsWhatTheFormulasSay() {
        int[] classOf = {0, 0, 1, 1, 1, 1};
        int[] clusterOf = {0, 0, 0, 1, 1, 1};
        LabelAgreement agreement = LabelAgreement.of(classOf, 2, clusterOf, 2);
        assertEquals(5.0 / 6, agreement.purity(), 1e-12);
        double mutual = Math.log(2 * 6 / (3.0 * 2)) * 2 / 6
                + Math.log(1 * 6 / (3.0 * 4)) / 6
                + Math.log(3 * 6 / (3.0 * 4)) * 3 / 6;
        double entropy = -(Math.log(1 / 3.0) / 3 + 2 * Math.log(2 / 3.0) / 3);
        assertEquals(mutual / ((Math.log(2) + entropy) / 2), agreement.nmi(), 1e-12);
        assertEquals((4 - 6 * 7 / 15.0) / ((6 + 7) / 2.0 - 6 * 7 / 15.0), agreement.ari(), 1e-12);
    }
}
