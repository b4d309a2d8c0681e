package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfoNceTest extends LossContract {
    @Override
    PairLoss loss() {
        return new InfoNce();
    }

    @Override
    boolean symmetric() {
        return false;
    }

    @Nested
    class Symmetric extends LossContract {
        @Override
        PairLoss loss() {
            return new InfoNce(0.1, true);
        }

        @Override
        boolean symmetric() {
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource({"2,3,0.5", "5,4,0.1", "7,3,1", "5,4,0.02"})
    void valueAndGradientsAreThoseOfTheLoops(int n, int d, double temperature) {
        double[] a = Samples.gaussian(21, 0, n * d);
        double[] b = Samples.near(a, 21, 1);
        try (Scope scope = new Scope()) {
            Tensor z0 = Samples.leaf(a, n);
            Tensor z1 = Samples.leaf(b, n);
            Tensor total = new InfoNce(temperature, false).apply(z0, z1).total();
            total.backward();
            assertEquals(loops(a, b, n, temperature), total.item(), 1e-12);
            assertArrayEquals(Samples.differences(x -> loops(x, b, n, temperature), a), Samples.gradient(z0), 1e-7);
            assertArrayEquals(Samples.differences(x -> loops(a, x, n, temperature), b), Samples.gradient(z1), 1e-7);
        }
    }

    @Test
    void symmetricItIsTheMeanOfBothDirections() {
        double[] a = Samples.gaussian(22, 0, 20);
        double[] b = Samples.gaussian(22, 1, 20);
        try (Scope scope = new Scope()) {
            double both = new InfoNce(0.2, true)
                    .apply(Tensor.of(a, 5, 4), Tensor.of(b, 5, 4))
                    .total()
                    .item();
            assertEquals((loops(a, b, 5, 0.2) + loops(b, a, 5, 0.2)) / 2, both, 1e-12);
        }
    }

    @Test
    void thereAreAsManyNegativesAsOtherImages() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT64, 8, 3);
            assertEquals(Math.log(8), new InfoNce().apply(z, z).total().item(), 1e-12);
        }
    }

    @Test
    void logitsOfTenThousandAreFiniteAndRight() {
        double[] a = Samples.gaussian(23, 0, 24);
        double[] b = Samples.gaussian(23, 1, 24);
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(a, 6, 4).to(DType.FLOAT32).requireGradient(true);
            Tensor z1 = Tensor.of(b, 6, 4).to(DType.FLOAT32).requireGradient(true);
            Tensor total = new InfoNce(1e-4, false).apply(z0, z1).total();
            total.backward();
            assertEquals(loops(a, b, 6, 1e-4), total.item(), 0.05); // of several thousand
            assertTrue(Arrays.stream(Samples.gradient(z0)).allMatch(Double::isFinite));
            assertTrue(Arrays.stream(Samples.gradient(z1)).allMatch(Double::isFinite));
        }
    }

    @Test
    void oneImageHasLossZero() {
        try (Scope scope = new Scope()) {
            Tensor total = new InfoNce()
                    .apply(Tensor.of(new double[] {1, 2}, 1, 2), Tensor.of(new double[] {2, -1}, 1, 2))
                    .total();
            assertEquals(0, total.item());
        }
    }

    @Test
    void aTemperatureOfZeroIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new InfoNce(0, false));
    }

    private static double loops(double[] anchors, double[] others, int n, double temperature) {
        int d = anchors.length / n;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double[] logits = new double[n];
            for (int k = 0; k < n; k++) {
                logits[k] = Samples.cosine(anchors, i, others, k, d) / temperature;
            }
            sum += Samples.logSumExp(logits) - logits[i];
        }
        return sum / n;
    }
}
