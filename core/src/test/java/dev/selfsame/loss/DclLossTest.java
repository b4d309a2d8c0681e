package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DclLossTest extends LossContract {
    @Override
    PairLoss loss() {
        return new DclLoss();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @Nested
    class Weighted extends LossContract {
        @Override
        PairLoss loss() {
            return new DclwLoss();
        }

        @Override
        boolean symmetric() {
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource({"2,3,0.5", "5,4,0.1", "7,3,1", "4,3,-0.5"})
    void valueAndGradientsAreThoseOfTheLoops(int n, int d, double temperature) {
        double[] a = Samples.gaussian(51, 0, n * d);
        double[] b = Samples.near(a, 51, 1);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        check(new DclLoss(temperature), a, b, n, temperature, ones);
    }

    @ParameterizedTest
    @CsvSource({"2,3,0.5,0.5", "5,4,0.1,0.2", "7,3,1,2"})
    void weightsHaveMeanOneAndNoGradient(int n, int d, double temperature, double sigma) {
        double[] a = Samples.gaussian(52, 0, n * d);
        double[] b = Samples.near(a, 52, 1);
        double mean = 0;
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            weights[i] = Math.exp(Samples.cosine(a, i, b, i, d) / sigma);
            mean += weights[i] / n;
        }
        for (int i = 0; i < n; i++) {
            weights[i] = 2 - weights[i] / mean;
        }
        assertEquals(n, Arrays.stream(weights).sum(), 1e-12);
        check(new DclwLoss(temperature, sigma), a, b, n, temperature, weights);
    }

    private static void check(PairLoss loss, double[] a, double[] b, int n, double temperature, double[] weights) {
        try (Scope scope = new Scope()) {
            Tensor z0 = Samples.leaf(a, n);
            Tensor z1 = Samples.leaf(b, n);
            Tensor total = loss.apply(z0, z1).total();
            total.backward();
            assertEquals(loops(a, b, n, temperature, weights), total.item(), 1e-12);
            assertArrayEquals(
                    Samples.differences(x -> loops(x, b, n, temperature, weights), a), Samples.gradient(z0), 1e-7);
            assertArrayEquals(
                    Samples.differences(x -> loops(a, x, n, temperature, weights), b), Samples.gradient(z1), 1e-7);
        }
    }

    @Test
    void weightsOfOnesOwnAreAskedInBothDirections() {
        double[] a = Samples.gaussian(53, 0, 12);
        double[] b = Samples.gaussian(53, 1, 12);
        DclLoss.Weights firsts = (anchors, positives) -> anchors.select(1, 0);
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(a, 4, 3);
            Tensor z1 = Tensor.of(b, 4, 3);
            double weighted =
                    new DclLoss(0.5, firsts, Replicas.ONE).apply(z0, z1).total().item();
            double plain = new DclLoss(0.5).apply(z0, z1).total().item();
            double more = 0;
            for (int i = 0; i < 4; i++) {
                double cosine = Samples.cosine(a, i, b, i, 3) / 0.5;
                for (double[] z : new double[][] {a, b}) {
                    double norm =
                            Math.sqrt(z[3 * i] * z[3 * i] + z[3 * i + 1] * z[3 * i + 1] + z[3 * i + 2] * z[3 * i + 2]);
                    more += (1 - z[3 * i] / norm) * cosine / 8;
                }
            }
            assertEquals(plain + more, weighted, 1e-12);
        }
    }

    @Test
    void logitsOfTenThousandAreFinite() {
        Samples.assertFiniteInFloat32(new DclLoss(1e-4), 6, 4);
        Samples.assertFiniteInFloat32(new DclwLoss(1e-4, 1e-4), 6, 4);
    }

    /** Erratum: Lightly's logarithm of a sum over no negatives swallows the positive's part, whatever that is. */
    @Test
    void oneImageIsRefusedWhereLightlyGivesMinusInfinity() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 1, 3);
            double positive = 1 / 0.1;
            double lightly = Softmax.logSumExp(Tensor.zeros(DType.FLOAT32, 1, 0), 1, false)
                            .item()
                    - positive;
            assertEquals(Double.NEGATIVE_INFINITY, lightly);
            assertThrows(IllegalArgumentException.class, () -> new DclLoss().apply(z, z));
            Exception refused = assertThrows(IllegalArgumentException.class, () -> new DclwLoss().apply(z, z));
            assertTrue(refused.getMessage().startsWith("DclwLoss wants at least 2 rows"), refused.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> new DclLoss(0));
        assertThrows(IllegalArgumentException.class, () -> new DclwLoss(0.1, 0));
    }

    private static double loops(double[] a, double[] b, int n, double temperature, double[] weights) {
        int d = a.length / n;
        double[] all = new double[2 * a.length];
        System.arraycopy(a, 0, all, 0, a.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        double sum = 0;
        for (int i = 0; i < 2 * n; i++) {
            double[] negatives = new double[2 * n - 2];
            int at = 0;
            for (int k = 0; k < 2 * n; k++) {
                if (k % n != i % n) {
                    negatives[at++] = Samples.cosine(all, i, all, k, d) / temperature;
                }
            }
            double positive = Samples.cosine(all, i, all, (i + n) % (2 * n), d) / temperature;
            sum += Samples.logSumExp(negatives) - weights[i % n] * positive;
        }
        return sum / (2 * n);
    }
}
