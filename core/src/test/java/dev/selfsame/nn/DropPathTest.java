package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DropPathTest {
    private final Scope scope = new Scope();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void dropsWholeImagesAndKeepsTheMean() {
        try (DropPath drop = new DropPath(0.25)) {
            float[] rows = drop.forward(Tensor.ones(DType.FLOAT32, 4000, 2, 3)).toFloats();
            int dropped = 0;
            for (int i = 0; i < rows.length; i += 6) {
                for (int j = 1; j < 6; j++) {
                    assertEquals(rows[i], rows[i + j]);
                }
                assertTrue(rows[i] == 0 || Math.abs(rows[i] - 4 / 3.0) < 1e-6, "" + rows[i]);
                dropped += rows[i] == 0 ? 1 : 0;
            }
            assertEquals(0.25, dropped / 4000.0, 5 * Math.sqrt(0.25 * 0.75 / 4000));
        }
    }

    @Test
    void keepsTheTypeAndLetsGradientsThrough() {
        try (DropPath drop = new DropPath(0.5)) {
            Tensor x = Tensor.ones(DType.FLOAT32, 16, 2).requireGradient(true);
            assertEquals(DType.BFLOAT16, drop.forward(x.to(DType.BFLOAT16)).dtype());
            Tensor y = drop.forward(x);
            y.sum().backward();
            assertArrayEquals(y.toFloats(), x.gradient().toFloats());
        }
    }

    @Test
    void doesNothingInEvaluationInAnAverageAndAtZero() {
        Tensor x = Tensor.ones(DType.FLOAT32, 8, 2);
        try (DropPath drop = new DropPath(0.9);
                DropPath never = new DropPath(0);
                Sequential average = MovingAverage.of(
                                new Sequential(new DropPath(0.9)), () -> new Sequential(new DropPath(0.9)))
                        .module()) {
            assertTrue(average.isTraining());
            assertSame(x, average.forward(x));
            assertSame(x, never.forward(x));
            drop.training(false);
            assertSame(x, drop.forward(x));
        }
    }

    @Test
    void eachDrawsByItsFullName() {
        Tensor x = Tensor.ones(DType.FLOAT32, 64, 1);
        try (DropPath first = new DropPath(0.5);
                DropPath second = new DropPath(0.5);
                Sequential both = new Sequential(first, second)) {
            both.atStep(1, 0);
            assertFalse(
                    Arrays.equals(first.forward(x).toFloats(), second.forward(x).toFloats()));
        }
    }

    @Test
    void ratesRiseFromZero() {
        assertEquals(0, DropPath.rate(0.3, 0, 4));
        assertEquals(0.1, DropPath.rate(0.3, 1, 4), 1e-12);
        assertEquals(0.3, DropPath.rate(0.3, 3, 4), 1e-12);
        assertEquals(0, DropPath.rate(0.3, 0, 1));
    }
}
