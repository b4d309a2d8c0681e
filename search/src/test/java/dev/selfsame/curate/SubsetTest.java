package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubsetTest {
    @Test
    void kCenterIsTheGreedyOneByOne() {
        float[][] rows = Made.noise(700, 16, 4);
        try (EmbeddedImages images = Made.images(rows)) {
            Ranking chosen = new KCenter(200).choose(images);
            int[] expected = new int[200];
            expected[0] = chosen.row(0);
            double[] distances = new double[700];
            Arrays.fill(distances, 9);
            for (int i = 1; i < 200; i++) {
                int best = 0;
                for (int row = 0; row < 700; row++) {
                    distances[row] = Math.min(distances[row], Made.distance(rows[row], rows[expected[i - 1]]));
                    best = distances[row] > distances[best] ? row : best;
                }
                expected[i] = best;
                assertEquals(distances[best], chosen.score(i), 1e-4);
            }
            assertArrayEquals(expected, chosen.rows());
        }
    }

    @Test
    void kCenterTakesEachClusterBeforeAnyTwice() {
        float[][] rows = Made.clusters(400, 32, 20, 0.05, 1);
        try (EmbeddedImages images = Made.images(rows)) {
            assertEquals(20, clusters(new KCenter(20).choose(images).rows(), 20));
        }
    }

    private static long clusters(int[] rows, int k) {
        return Arrays.stream(rows).map(row -> row % k).distinct().count();
    }

    @Test
    void typicalImagesAreOneOfEachClusterAndNeverTheOddOne() {
        float[][] rows = Made.clusters(400, 32, 20, 0.1, 1);
        float[][] noise = Made.noise(20, 32, 5);
        for (int i = 0; i < 20; i++) { // one of each cluster lies at its edge
            for (int j = 0; j < 32; j++) {
                rows[i][j] += 0.5f * noise[i][j];
            }
        }
        try (EmbeddedImages images = Made.images(rows)) {
            Ranking chosen = new TypicalSubset(20, 1).choose(images);
            assertTrue(clusters(chosen.rows(), 20) >= 18, Arrays.toString(chosen.rows()));
            assertTrue(Arrays.stream(chosen.rows()).noneMatch(row -> row < 20), Arrays.toString(chosen.rows()));
            assertArrayEquals(
                    chosen.rows(), new TypicalSubset(20, 1).choose(images).rows());
        }
    }

    @Test
    void allAndEqualImagesCanBeChosen() {
        float[][] rows = new float[9][];
        Arrays.fill(rows, new float[] {1, 2});
        try (EmbeddedImages images = Made.images(rows)) {
            int[] all = IntStream.range(0, 9).toArray();
            assertArrayEquals(
                    all,
                    Arrays.stream(new KCenter(9).choose(images).rows()).sorted().toArray());
            assertArrayEquals(
                    all,
                    Arrays.stream(new TypicalSubset(9, 1).choose(images).rows())
                            .sorted()
                            .toArray());
        }
    }

    @Test
    void moreThanThereAreIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new KCenter(0));
        assertThrows(IllegalArgumentException.class, () -> new TypicalSubset(0, 1));
        try (EmbeddedImages images = Made.images(Made.noise(5, 3, 1))) {
            assertEquals(
                    "a subset of 6 is larger than the collection of 5 images",
                    assertThrows(IllegalArgumentException.class, () -> new KCenter(6).choose(images))
                            .getMessage());
            assertThrows(IllegalArgumentException.class, () -> new TypicalSubset(6, 1).choose(images));
        }
    }
}
