package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegionPoolingTest {
    private final Scope scope = new Scope();

    @AfterEach
    void close() {
        scope.close();
    }

    /** One image: region 0 is the left column of a 4 × 4 map, region 2 the rest; there is no region 1. */
    private static Tensor regions() {
        int[] cells = new int[16];
        for (int i = 0; i < 16; i++) {
            cells[i] = i % 4 == 0 ? 0 : 2;
        }
        return Tensor.of(cells, 1, 4, 4);
    }

    @Test
    void aRegionsFeatureIsTheMeanOverItsShares() {
        Tensor features =
                Tensor.of(new double[] {1, 2, 3, 4, 10, 20, 30, 40}, 1, 2, 2, 2).requireGradient(true);
        Tensor pooled = RegionPooling.pool(features, regions(), 3);
        assertArrayEquals(new long[] {1, 3, 2}, pooled.shape());
        // Region 0 covers half of the left places; region 2 half of the left ones and all of the right ones.
        double rest = (2 * 1 + 4 * 2 + 2 * 3 + 4 * 4) / 12.0;
        assertArrayEquals(new double[] {2, 20, 0, 0, rest, 10 * rest}, pooled.toDoubles(), 1e-6);
        pooled.sum().backward();
        assertArrayEquals(
                new double[] {0.5 + 1 / 6.0, 1 / 3.0, 0.5 + 1 / 6.0, 1 / 3.0},
                features.gradient().narrow(1, 0, 1).toDoubles(),
                1e-6);
    }

    @Test
    void regionsAreDrawnFromThoseThatAreThere() {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, 0);
        Tensor ids = RegionPooling.sample(regions(), 1000, draws);
        assertArrayEquals(new long[] {1, 1000}, ids.shape());
        int zeros = 0;
        for (long id : ids.toLongs()) {
            assertTrue(id == 0 || id == 2);
            zeros += id == 0 ? 1 : 0;
        }
        assertEquals(500, zeros, 70);
        Tensor pooled = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 3, 2);
        assertArrayEquals(
                new float[] {5, 6, 1, 2},
                RegionPooling.choose(pooled, Tensor.of(new long[] {2, 0}, 1, 2)).toFloats());
    }

    @Test
    void shapesThatDontFitAreNamed() {
        Tensor features = Tensor.zeros(DType.FLOAT32, 1, 2, 3, 3);
        String message = assertThrows(IllegalArgumentException.class, () -> RegionPooling.pool(features, regions(), 3))
                .getMessage();
        assertEquals(
                "RegionPooling wants a feature map that divides the regions, got [1, 2, 3, 3] and [1, 4, 4]: use views whose size the backbone's stride divides",
                message);
        assertThrows(
                IllegalArgumentException.class,
                () -> RegionPooling.pool(Tensor.zeros(DType.FLOAT32, 2, 2, 2, 2), regions(), 3));
    }
}
