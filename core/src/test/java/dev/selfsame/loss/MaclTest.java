package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaclTest extends LossContract {
    @Override
    PairLoss loss() {
        return new Macl();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @ParameterizedTest
    @CsvSource({"2,3,0.5,0.5,0", "5,4,0.1,1,0.3", "7,3,1,0,1"})
    void valueAndGradientsAreThoseOfTheLoops(int n, int d, double temperature, double alpha, double a0) {
        double[] a = Samples.gaussian(55, 0, n * d);
        double[] b = Samples.near(a, 55, 1);
        Loops fixed = Loops.at(a, b, n, temperature, alpha, a0);
        try (Scope scope = new Scope()) {
            Tensor z0 = Samples.leaf(a, n);
            Tensor z1 = Samples.leaf(b, n);
            Tensor total = new Macl(temperature, alpha, a0).apply(z0, z1).total();
            total.backward();
            assertEquals(fixed.loss(a, b), total.item(), 1e-9 * total.item());
            assertArrayEquals(Samples.differences(x -> fixed.loss(x, b), a), Samples.gradient(z0), 1e-6);
            assertArrayEquals(Samples.differences(x -> fixed.loss(a, x), b), Samples.gradient(z1), 1e-6);
        }
    }

    /** The easiest images have P = 1 in float32; 1 − P would be 0 there and the loss 1e8 times too large or 0. */
    @Test
    void float32KeepsItsDigitsWhereThePositiveIsAlmostCertain() {
        double[] a = {1, 0.01, 0, 0, 1, 0.02, 0.03, 0, 1};
        double[] b = {1, 0, 0.02, 0.01, 1, 0, 0, 0.02, 1};
        try (Scope scope = new Scope()) {
            Tensor exact = new Macl(0.07, 0, 0)
                    .apply(Tensor.of(a, 3, 3), Tensor.of(b, 3, 3))
                    .total();
            Tensor rough = new Macl(0.07, 0, 0)
                    .apply(
                            Tensor.of(a, 3, 3).to(DType.FLOAT32),
                            Tensor.of(b, 3, 3).to(DType.FLOAT32))
                    .total();
            assertEquals(exact.item(), rough.item(), 1e-4 * exact.item());
        }
    }

    @Test
    void aTemperatureThatFallsToNothingStaysFinite() {
        double[] a = Samples.gaussian(56, 0, 24);
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(a, 6, 4).to(DType.FLOAT32).requireGradient(true);
            Tensor z1 = Tensor.of(a, 6, 4).mul(-1).to(DType.FLOAT32);
            Tensor total = new Macl(0.1, 1, 0.5).apply(z0, z1).total(); // A = −1
            total.backward();
            assertTrue(Double.isFinite(total.item()), total.toString());
            assertTrue(Arrays.stream(Samples.gradient(z0)).allMatch(Double::isFinite));
        }
    }

    @Test
    void oneImageHasLossZeroAndNoGradient() {
        try (Scope scope = new Scope()) {
            Tensor z0 = Samples.leaf(new double[] {1, -2, 3}, 1);
            Tensor total = new Macl()
                    .apply(z0, Tensor.of(new double[] {0, 1, 1}, 1, 3))
                    .total();
            total.backward();
            assertEquals(0, total.item());
            assertArrayEquals(new double[3], Samples.gradient(z0));
        }
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Macl(0, 0.5, 0));
        assertThrows(IllegalArgumentException.class, () -> new Macl(0.1, 1.1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Macl(0.1, 0.5, -0.1));
    }

    /** With the temperature and the weights of one place held, as the gradient takes them. */
    private static final class Loops {
        private final int n;
        private final double temperature;
        private final double[] weights;

        Loops(int n, double temperature) {
            this.n = n;
            this.temperature = temperature;
            this.weights = new double[2 * n];
        }

        static Loops at(double[] a, double[] b, int n, double temperature, double alpha, double a0) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += Samples.cosine(a, i, b, i, a.length / n) / n;
            }
            Loops plain = new Loops(n, temperature * (1 + alpha * (mean - a0)));
            for (int i = 0; i < 2 * n; i++) {
                plain.weights[i] = 1 / (1 - Math.exp(plain.logProbability(a, b, i)) + 1e-8);
            }
            return plain;
        }

        double loss(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < 2 * n; i++) {
                sum -= weights[i] * logProbability(a, b, i);
            }
            return sum / (2 * n);
        }

        private double logProbability(double[] a, double[] b, int i) {
            int d = a.length / n;
            double[] all = new double[2 * a.length];
            System.arraycopy(a, 0, all, 0, a.length);
            System.arraycopy(b, 0, all, a.length, b.length);
            double[] logits = new double[2 * n - 1];
            int at = 0;
            for (int k = 0; k < 2 * n; k++) {
                if (k != i) {
                    logits[at++] = Samples.cosine(all, i, all, k, d) / temperature;
                }
            }
            return Samples.cosine(all, i, all, (i + n) % (2 * n), d) / temperature - Samples.logSumExp(logits);
        }
    }
}
