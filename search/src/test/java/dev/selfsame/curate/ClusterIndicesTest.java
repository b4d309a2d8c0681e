package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Threads;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterIndicesTest {
    private static final int N = 300;
    private static final int D = 6;
    private static final int K = 5;

    private final float[][] rows = Made.clusters(N, D, K, 0.6, 1);

    /**
     * By the definitions, distance by distance: of few and many clusters, some of which have one image, and of rows all
     * around the sphere or close together, as nearly collapsed embeddings are.
     */
    @ParameterizedTest
    @CsvSource({"5,0", "60,0", "5,1000", "60,1000"})
    void theyAreWhatTheirDefinitionsSay(int k, float away) {
        float[][] moved = Made.clusters(N, D, k, 0.6, 1);
        for (float[] row : moved) {
            row[0] += away;
        }
        try (EmbeddedImages images = Made.images(moved);
                Clusters clusters = KMeans.of(k).cluster(images)) {
            int[] of = clusters.assignment();
            double[][] unit = unit(images);
            double[][] means = means(unit, of, k);
            ClusterIndices indices = ClusterIndices.of(images, clusters, 1);
            assertEquals(silhouette(unit, of, k), indices.silhouette(), 1e-4);
            assertEquals(1, daviesBouldin(unit, means, of) / indices.daviesBouldin(), 1e-4);
            assertEquals(1, calinskiHarabasz(unit, means, of) / indices.calinskiHarabasz(), 1e-4);
        }
    }

    /** Rousseeuw 1987, formulas 1 to 3; 0 for an image that has its cluster to itself. */
    private static double silhouette(double[][] unit, int[] of, int k) {
        return IntStream.range(0, N)
                .mapToDouble(i -> {
                    double[] mean = IntStream.range(0, k)
                            .mapToDouble(c -> IntStream.range(0, N)
                                    .filter(j -> j != i && of[j] == c)
                                    .mapToDouble(j -> Math.sqrt(square(unit[i], unit[j])))
                                    .average()
                                    .orElse(Double.NaN))
                            .toArray();
                    double a = mean[of[i]];
                    double b = IntStream.range(0, k)
                            .filter(c -> c != of[i] && !Double.isNaN(mean[c]))
                            .mapToDouble(c -> mean[c])
                            .min()
                            .orElseThrow();
                    return Double.isNaN(a) ? 0 : (b - a) / Math.max(a, b);
                })
                .average()
                .orElseThrow();
    }

    /** The rows as they are held, in double precision from here on. */
    private static double[][] unit(EmbeddedImages images) {
        float[] values = images.rows().toFloats();
        double[][] unit = new double[N][D];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < D; j++) {
                unit[i][j] = values[i * D + j];
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
        int k = means.length;
        double[] spread = IntStream.range(0, k)
                .mapToDouble(c -> IntStream.range(0, N)
                        .filter(i -> of[i] == c)
                        .mapToDouble(i -> Math.sqrt(square(unit[i], means[c])))
                        .average()
                        .orElseThrow())
                .toArray();
        return IntStream.range(0, k)
                .mapToDouble(c -> IntStream.range(0, k)
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
        int k = means.length;
        return between / (k - 1) / (within / (N - k));
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
}
