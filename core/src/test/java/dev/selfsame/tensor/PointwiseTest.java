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

    @Test
    void inverseErrorFunction() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {0, 0.5, -0.9, 1}, 4);
            double[] expected = {0, 0.4769362762044699, -1.1630871536766743, Double.POSITIVE_INFINITY};
            assertArrayEquals(expected, Pointwise.erfInv(x).toDoubles(), 1e-14);
        }
    }
}
