package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoverageTest {
    /** The images lack clusters 3 and 4 of the reference. */
    @Test
    void clustersThatAreMissingAreFound() {
        float[][] reference = Made.clusters(3000, 32, 5, 0.2, 1);
        float[][] others = Made.clusters(5000, 32, 5, 0.2, 1);
        float[][] some = IntStream.range(0, 5000)
                .filter(i -> i % 5 < 3)
                .mapToObj(i -> others[i])
                .toArray(float[][]::new);
        try (EmbeddedImages images = Made.images(some);
                EmbeddedImages wanted = Made.images(reference)) {
            for (Coverage coverage : new Coverage[] {Coverage.within(0.1), new Coverage(0, 50)}) {
                Coverage.Result result = coverage.measure(images, wanted);
                assertEquals(0.6, result.share(), 0.02, coverage.toString());
                assertTrue(Arrays.stream(result.uncovered())
                                .filter(i -> i % 5 >= 3)
                                .count()
                        >= 1199);
                assertTrue(IntStream.range(0, 3000).filter(i -> i % 5 >= 3).noneMatch(result::isCovered));
            }
        }
    }

    @Test
    void distancesAreToTheNearestImage() {
        try (EmbeddedImages images = Made.images(new float[] {1, 0}, new float[] {0, 1});
                EmbeddedImages wanted =
                        Made.images(new float[] {0, 2}, new float[] {0.8f, 0.6f}, new float[] {-1, 0})) {
            Coverage.Result result = Coverage.within(0.3).measure(images, wanted);
            assertArrayEquals(
                    new int[] {1, 0, 1},
                    IntStream.range(0, 3).map(result::nearest).toArray());
            assertArrayEquals(
                    new double[] {0, 0.2, 1},
                    IntStream.range(0, 3).mapToDouble(result::distance).toArray(),
                    1e-6);
            assertArrayEquals(new int[] {2}, result.uncovered());
            assertEquals(2.0 / 3, result.share(), 1e-12);
            Coverage.Result own = new Coverage(0, 2).measure(images, wanted);
            assertArrayEquals(
                    new double[] {1, 1.8, 1.8},
                    IntStream.range(0, 3).mapToDouble(own::radius).toArray(),
                    1e-6);
        }
    }

    @Test
    void copiesAreWithinAnyRadius() {
        try (EmbeddedImages images = Made.images(Made.copies(350, 64, 1));
                EmbeddedImages wanted = Made.images(Made.copies(350, 64, 7))) {
            assertEquals(1, Coverage.within(1e-9).measure(images, wanted).share());
            assertEquals(1, Coverage.DEFAULT.measure(images, wanted).share());
        }
    }

    @Test
    void whatItCannotDoItSays() {
        assertThrows(IllegalArgumentException.class, () -> Coverage.within(2.1));
        assertThrows(IllegalArgumentException.class, () -> new Coverage(0, 0));
        try (EmbeddedImages images = Made.images(Made.noise(4, 3, 1));
                EmbeddedImages other = Made.images(Made.noise(4, 2, 1))) {
            assertEquals(
                    "embeddings must have as many dimensions as the reference (2), got 3",
                    assertThrows(IllegalArgumentException.class, () -> Coverage.DEFAULT.measure(images, other))
                            .getMessage());
            assertThrows(IllegalArgumentException.class, () -> Coverage.DEFAULT.measure(images, images));
        }
    }
}
