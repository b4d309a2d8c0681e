package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class FftTest {
    @Test
    void theTransformIsTheSumOfWaves() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {1, 2, 3, 4}, 1, 4);
            Tensor spectrum = Fft.real2d(x);
            assertArrayEquals(new long[] {1, 3, 2}, spectrum.shape());
            assertArrayEquals(new double[] {10, 0, -2, 2, -2, 0}, spectrum.toDoubles(), 1e-12);
        }
    }

    @Test
    void theWayBackGivesTheImage() {
        try (Scope scope = new Scope()) {
            for (long width : new long[] {4, 5}) {
                Tensor x =
                        Tensor.range(2 * 3 * width).to(DType.FLOAT64).square().reshape(2, 3, width);
                assertArrayEquals(
                        x.toDoubles(),
                        Fft.inverseReal2d(Fft.real2d(x), 3, width).toDoubles(),
                        1e-9);
            }
        }
    }
}
