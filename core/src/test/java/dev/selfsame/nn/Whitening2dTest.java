package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class Whitening2dTest {
    @Test
    void whatComesOutHasTheIdentityForCovarianceAndNoMean() {
        try (Scope scope = new Scope();
                Whitening2d layer = new Whitening2d(3)) {
            layer.to(DType.FLOAT64);
            Tensor y = layer.forward(rows(20, 3));
            assertArrayEquals(new double[3], y.mean(0, false).toDoubles(), 1e-12);
            assertArrayEquals(
                    new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
                    y.t().matmul(y).div(19.0).toDoubles(),
                    1e-12);
        }
    }

    @Test
    void runningStatisticsFollowInTrainingAndAreReadInEvaluation() {
        try (Scope scope = new Scope();
                Whitening2d layer = new Whitening2d(2, 1, 0, true)) {
            Tensor x = rows(12, 2).to(DType.FLOAT32);
            Tensor trained = layer.forward(x);
            layer.training(false);
            assertArrayEquals(trained.toDoubles(), layer.forward(x).toDoubles(), 1e-5); // momentum 1: the batch's own
            assertEquals(1, layer.forward(x.narrow(0, 0, 1)).size(0));
            assertEquals(
                    List.of("running_mean", "running_variance"),
                    List.copyOf(layer.state().keySet()));
        }
    }

    @Test
    void heldStillTheyStayAsTheyAre() {
        try (Scope scope = new Scope();
                Whitening2d layer = new Whitening2d(2)) {
            layer.update(false);
            layer.forward(rows(12, 2));
            assertArrayEquals(new double[2], layer.state().get("running_mean").toDoubles());
            assertArrayEquals(
                    new double[] {1, 0, 0, 1},
                    layer.state().get("running_variance").toDoubles());
        }
    }

    @Test
    void computesInFloat32UnderAutocastAndKeepsOnlyItsOutput() {
        try (Scope scope = new Scope();
                Whitening2d layer = new Whitening2d(3);
                Autocast bf16 = Autocast.to(DType.BFLOAT16, Device.CPU)) {
            Tensor x = rows(20, 3).to(DType.BFLOAT16);
            long before = Leaks.live();
            Tensor y = layer.forward(x);
            assertEquals(before + 1, Leaks.live());
            assertEquals(DType.FLOAT32, y.dtype());
        }
    }

    @Test
    void rowsThatDontFitOrDependOnEachOtherAreRefusedInWords() {
        try (Scope scope = new Scope();
                Whitening2d layer = new Whitening2d(3)) {
            for (Tensor wrong : List.of(rows(5, 2), rows(1, 3), Tensor.ones(DType.FLOAT32, 3))) {
                assertThrows(IllegalArgumentException.class, () -> layer.forward(wrong));
            }
            Exception refused =
                    assertThrows(IllegalArgumentException.class, () -> layer.forward(Tensor.ones(DType.FLOAT32, 8, 3)));
            assertTrue(refused.getMessage().contains("singular"), refused.getMessage());
            assertTrue(refused.getMessage().contains("8 rows"), refused.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> new Whitening2d(0));
        assertThrows(IllegalArgumentException.class, () -> new Whitening2d(3, 0.1, 1.1, true));
        assertThrows(IllegalArgumentException.class, () -> new Whitening2d(3, -0.1, 0, true));
    }

    private static Tensor rows(int n, int d) {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, 0);
        double[] values = new double[n * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = 3 + draws.gaussian() + (i > 0 ? 0.5 * values[i - 1] : 0);
        }
        return Tensor.of(values, n, d);
    }
}
