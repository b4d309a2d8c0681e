package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class IterNormTest {
    @Test
    void manyIterationsMakeTheCovarianceOfAGroupTheIdentity() {
        try (Scope scope = new Scope();
                IterNorm layer = new IterNorm(4, 2, 20, 0, 0.1)) {
            layer.to(DType.FLOAT64);
            Tensor y = layer.forward(rows(30, 4));
            double[] covariance = y.t().matmul(y).div(30.0).toDoubles();
            for (int i : new int[] {0, 5, 10, 15}) {
                assertEquals(1, covariance[i], 1e-9);
            }
            for (int i : new int[] {1, 4, 11, 14}) { // within the groups of two
                assertEquals(0, covariance[i], 1e-9);
            }
        }
    }

    @Test
    void groupsAreAsManyAsDivideTheChannels() {
        try (IterNorm wide = new IterNorm(2048);
                IterNorm odd = new IterNorm(10, 3, 5, 1e-5, 0.1)) {
            assertArrayEquals(
                    new long[] {64, 32, 32}, wide.state().get("running_wm").shape());
            assertArrayEquals(
                    new long[] {5, 2, 2}, odd.state().get("running_wm").shape());
            assertEquals(
                    List.of("weight", "bias", "running_mean", "running_wm"),
                    List.copyOf(odd.state().keySet()));
        }
    }

    @Test
    void equalRowsAreFinite() {
        try (Scope scope = new Scope();
                IterNorm layer = new IterNorm(6)) {
            Tensor x = Tensor.full(DType.FLOAT32, 1e4, 5, 6).requireGradient(true);
            layer.forward(x).square().sum().backward();
            Tensor gradient = x.gradient();
            assertArrayEquals(new double[30], gradient.toDoubles(), 1e-3);
        }
    }

    @Test
    void computesInFloat32UnderAutocastAndKeepsOnlyItsOutput() {
        try (Scope scope = new Scope();
                IterNorm layer = new IterNorm(4, 2, 5, 1e-5, 0.1);
                Autocast bf16 = Autocast.to(DType.BFLOAT16, Device.CPU)) {
            Tensor x = rows(12, 4).to(DType.BFLOAT16);
            long before = Leaks.live();
            assertEquals(DType.FLOAT32, layer.forward(x).dtype());
            assertEquals(before + 1, Leaks.live());
        }
    }

    @Test
    void rowsThatDontFitAndArgumentsOutsideTheirRangesAreRefused() {
        try (Scope scope = new Scope();
                IterNorm layer = new IterNorm(3)) {
            assertThrows(IllegalArgumentException.class, () -> layer.forward(rows(5, 2)));
            assertThrows(IllegalArgumentException.class, () -> layer.forward(rows(1, 3)));
        }
        assertThrows(IllegalArgumentException.class, () -> new IterNorm(0));
        assertThrows(IllegalArgumentException.class, () -> new IterNorm(4, 0, 5, 1e-5, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new IterNorm(4, 2, 0, 1e-5, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new IterNorm(4, 2, 5, 2, 0.1));
        assertThrows(IllegalArgumentException.class, () -> new IterNorm(4, 2, 5, 1e-5, -1));
    }

    private static Tensor rows(int n, int d) {
        Draws draws = Draws.of(2, Stream.SAMPLE, 0, 0);
        double[] values = new double[n * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = 3 + draws.gaussian() + (i > 0 ? 0.5 * values[i - 1] : 0);
        }
        return Tensor.of(values, n, d);
    }
}
