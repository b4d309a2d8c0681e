package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.evaluate.Watcher;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Threads;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KMeansTest {
    @Test
    void plantedClustersAreFound() {
        float[][] rows = Made.clusters(3000, 24, 6, 0.1, 1);
        try (EmbeddedImages images = Made.images(rows, Made.labels(3000, 6));
                Clusters clusters = KMeans.of(6).cluster(images)) {
            LabelAgreement agreement = LabelAgreement.of(images, clusters);
            assertEquals(1, agreement.purity());
            assertEquals(1, agreement.nmi(), 1e-12);
            assertEquals(1, agreement.ari(), 1e-12);
            assertArrayEquals(new int[] {500, 500, 500, 500, 500, 500}, clusters.sizes());
            assertTrue(clusters.iterations() < 10);
        }
    }

    @Test
    void itEndsWhereEachRowIsAtItsNearestCentroidAndEachCentroidIsTheMean() {
        float[][] rows = Made.noise(900, 8, 2);
        try (EmbeddedImages images = Made.images(rows);
                Clusters clusters = new KMeans(13, 500, 3).cluster(images)) {
            assertTrue(clusters.iterations() < 500);
            float[] unit = images.rows().toFloats();
            float[] centroids = clusters.centroids().toFloats();
            double[] means = Means.of(images.rows(), clusters.assignment(), 13).values();
            for (int i = 0; i < means.length; i++) {
                assertEquals(means[i], centroids[i], 1e-5);
            }
            for (int i = 0; i < 900; i++) {
                double own = square(unit, i, centroids, clusters.of(i));
                for (int c = 0; c < 13; c++) {
                    assertTrue(own <= square(unit, i, centroids, c) + 1e-5);
                }
            }
        }
    }

    /** From the same seeds, written down from the definition, in double precision. */
    @ParameterizedTest
    @CsvSource({"1,0.4", "2,0.8", "3,1.2"})
    void theClustersAreThoseOfLloydsIterations(long seed, double noise) {
        int n = 400;
        int k = 7;
        KMeans kMeans = new KMeans(k, 100, seed);
        try (EmbeddedImages images = Made.images(Made.clusters(n, 8, k, noise, seed));
                Clusters clusters = kMeans.cluster(images)) {
            float[] rows = images.rows().toFloats();
            double[][] centroids = new double[k][8];
            int[] seeds = kMeans.seeds(images, Watcher.NONE);
            for (int c = 0; c < k; c++) {
                for (int j = 0; j < 8; j++) {
                    centroids[c][j] = rows[seeds[c] * 8 + j];
                }
            }
            int[] of = new int[n];
            Arrays.fill(of, -1);
            int iterations = 0;
            boolean moved = true;
            while (moved) {
                moved = false;
                for (int i = 0; i < n; i++) {
                    int best = nearest(rows, i, centroids);
                    moved |= best != of[i];
                    of[i] = best;
                }
                centroids = means(rows, of, k);
                iterations++;
            }
            assertArrayEquals(of, clusters.assignment());
            assertEquals(iterations, clusters.iterations());
            float[] found = clusters.centroids().toFloats();
            for (int c = 0; c < k; c++) {
                for (int j = 0; j < 8; j++) {
                    assertEquals(centroids[c][j], found[c * 8 + j], 1e-6);
                }
            }
        }
    }

    private static int nearest(float[] rows, int i, double[][] centroids) {
        int best = 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centroids.length; c++) {
            double square = 0;
            for (int j = 0; j < 8; j++) {
                square += Math.pow(rows[i * 8 + j] - centroids[c][j], 2);
            }
            if (square < nearest) {
                nearest = square;
                best = c;
            }
        }
        return best;
    }

    private static double[][] means(float[] rows, int[] of, int k) {
        double[][] means = new double[k][8];
        int[] sizes = new int[k];
        for (int i = 0; i < of.length; i++) {
            sizes[of[i]]++;
            for (int j = 0; j < 8; j++) {
                means[of[i]][j] += rows[i * 8 + j];
            }
        }
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < 8; j++) {
                means[c][j] /= sizes[c];
            }
        }
        return means;
    }

    private static double square(float[] rows, int i, float[] centroids, int c) {
        double sum = 0;
        for (int j = 0; j < 8; j++) {
            sum += Math.pow(rows[i * 8 + j] - centroids[c * 8 + j], 2);
        }
        return sum;
    }

    @Test
    void theSeedDecidesAndThreadsDoNot() {
        int before = Threads.count();
        try (EmbeddedImages images = Made.images(Made.noise(3000, 48, 2))) {
            Threads.set(1);
            int[] one = assignment(images, 1);
            int[] other = assignment(images, 2);
            Threads.set(2);
            assertArrayEquals(one, assignment(images, 1));
            assertFalse(Arrays.equals(one, other));
        } finally {
            Threads.set(before);
        }
    }

    private static int[] assignment(EmbeddedImages images, long seed) {
        try (Clusters clusters = new KMeans(40, 20, seed).cluster(images)) {
            return clusters.assignment();
        }
    }

    /** Two rows far off, many in one place: seeds by distance find all three, seeds at random hardly ever. */
    @Test
    void seedsLieFarApart() {
        float[][] rows = Made.clusters(500, 16, 1, 0.01, 1);
        rows[100] = Made.noise(1, 16, 7)[0];
        rows[400] = Made.noise(1, 16, 8)[0];
        try (EmbeddedImages images = Made.images(rows)) {
            for (int seed = 0; seed < 20; seed++) {
                int[] seeds = new KMeans(3, 1, seed).seeds(images, Watcher.NONE);
                assertEquals(3, Arrays.stream(seeds).distinct().count());
                assertTrue(Arrays.stream(seeds)
                                .filter(row -> row == 100 || row == 400)
                                .count()
                        >= 1);
            }
        }
    }

    @Test
    void equalRowsAndAsManyClustersAsRowsAreNoTrouble() {
        float[][] same = new float[7][];
        Arrays.fill(same, new float[] {1, 2, 3});
        try (EmbeddedImages images = Made.images(same);
                Clusters clusters = KMeans.of(3).cluster(images)) {
            assertEquals(7, Arrays.stream(clusters.sizes()).sum());
        }
        try (EmbeddedImages images = Made.images(Made.noise(7, 3, 1));
                Clusters clusters = KMeans.of(7).cluster(images)) {
            assertArrayEquals(new int[] {1, 1, 1, 1, 1, 1, 1}, clusters.sizes());
        }
    }

    @Test
    void nothingIsLeftBehind() {
        try (EmbeddedImages images = Made.images(Made.noise(300, 8, 2))) {
            long before = Leaks.live();
            KMeans.of(5).cluster(images).close();
            assertEquals(before, Leaks.live());
        }
    }

    @Test
    void nothingIsLeftBehindWhenItIsStopped() {
        try (EmbeddedImages images = Made.images(Made.noise(300, 8, 2))) {
            long before = Leaks.live();
            Watcher stops = (done, of) -> {
                if (of == 50) { // iterations, not seeds
                    throw new IllegalStateException("stopped");
                }
            };
            assertThrows(IllegalStateException.class, () -> KMeans.of(5).cluster(images, stops));
            assertEquals(before, Leaks.live());
        }
    }

    @Test
    void wrongSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> KMeans.of(0));
        assertThrows(IllegalArgumentException.class, () -> new KMeans(2, 0, 1));
        try (EmbeddedImages images = Made.images(Made.noise(5, 3, 1))) {
            assertEquals(
                    "k is 6, but there are only 5 images",
                    assertThrows(IllegalArgumentException.class, () -> KMeans.of(6)
                                    .cluster(images))
                            .getMessage());
        }
    }
}
