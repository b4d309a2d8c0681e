package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class PointwiseTest {
    @Test
    void sineAndCosine() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {0, 1, -2}, 3);
            assertArrayEquals(
                    new double[] {0, Math.sin(1), -Math.sin(2)},
                    Pointwise.sin(x).toDoubles(),
                    1e-15);
            assertArrayEquals(
                    new double[] {1, Math.cos(1), Math.cos(2)}, Pointwise.cos(x).toDoubles(), 1e-15);
        }
    }
}
