package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MixingTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private static Draws draws(int i) {
        return Draws.of(1, Stream.PROBE, 0, i);
    }

    /** An image of zeros with label 0, and one of ones with label 1. */
    private static Mixing.Mixed mixed(Mixing mixing, int i) {
        Tensor pixels =
                Tensor.cat(List.of(Tensor.zeros(DType.FLOAT32, 1, 2, 8, 8), Tensor.ones(DType.FLOAT32, 1, 2, 8, 8)), 0);
        return mixing.apply(pixels, new long[] {0, 1}, 2, draws(i));
    }

    @Test
    void withoutMixingLabelsAreSmoothedOnly() {
        Mixing.Mixed mixed = mixed(new Mixing(0, 0, 0.2), 1);
        assertArrayEquals(new float[] {0.9f, 0.1f, 0.1f, 0.9f}, mixed.targets().toFloats(), 1e-6f);
        assertEquals(1, mixed.pixels().narrow(0, 1, 1).mean().item());
    }

    @Test
    void theShareOfPixelsIsThatOfTheLabels() {
        for (Mixing mixing : List.of(new Mixing(0.8, 0, 0), new Mixing(0, 1, 0), new Mixing(0.8, 1, 0))) {
            double sum = 0;
            for (int i = 0; i < 60; i++) {
                Mixing.Mixed mixed = mixed(mixing, i);
                double ofFirst = mixed.pixels().narrow(0, 0, 1).mean().item(); // how much of the image of ones
                assertEquals(ofFirst, mixed.targets().toFloats()[1], 1e-5, mixing.toString());
                assertEquals(1 - ofFirst, mixed.targets().toFloats()[0], 1e-5);
                assertEquals(ofFirst, mixed.targets().toFloats()[2], 1e-5);
                sum += ofFirst;
            }
            assertTrue(sum > 3 && sum < 57, mixing + " mixed " + sum / 60);
        }
    }

    @Test
    void cutmixKeepsWholePixels() {
        for (int i = 0; i < 20; i++) {
            float[] values = mixed(new Mixing(0, 1, 0), i).pixels().toFloats();
            for (float value : values) {
                assertTrue(value == 0 || value == 1);
            }
        }
    }

    @Test
    void sharesAreOfTheBetaDistribution() {
        for (double alpha : new double[] {0.2, 1, 2}) {
            Draws draws = draws(3);
            double sum = 0;
            double squares = 0;
            int n = 20_000;
            for (int i = 0; i < n; i++) {
                double x = Mixing.beta(alpha, draws);
                sum += x;
                squares += x * x;
            }
            assertEquals(0.5, sum / n, 0.01);
            assertEquals(1 / (4 * (2 * alpha + 1)), squares / n - sum / n * sum / n, 0.01, "variance at " + alpha);
        }
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Mixing(-1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Mixing(0, 3, 0));
        assertThrows(IllegalArgumentException.class, () -> new Mixing(0, Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> new Mixing(0, 0, 1));
    }
}
