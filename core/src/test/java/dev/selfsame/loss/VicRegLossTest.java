package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VicRegLossTest extends LossContract {
    @Override
    PairLoss loss() {
        return new VicRegLoss();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    /** With few features and with more than two an image, which takes the other way. */
    @ParameterizedTest
    @CsvSource({"5,4", "3,8", "2,1"})
    void termsAreThoseOfTheLoops(int n, int d) {
        double[] a = Samples.gaussian(31, 0, n * d);
        double[] b = Samples.near(a, 31, 1);
        try (Scope scope = new Scope()) {
            Loss loss = new VicRegLoss(2, 3, 5).apply(Tensor.of(a, n, d), Tensor.of(b, n, d));
            double invariance = 0;
            for (int i = 0; i < a.length; i++) {
                invariance += (a[i] - b[i]) * (a[i] - b[i]) / a.length;
            }
            double[] va = loops(a, n);
            double[] vb = loops(b, n);
            assertEquals(
                    List.of("invariance", "variance", "covariance"),
                    List.copyOf(loss.terms().keySet()));
            double[] expected = {2 * invariance, 3 * (va[0] + vb[0]) / 2, 5 * (va[1] + vb[1])};
            double[] actual =
                    loss.terms().values().stream().mapToDouble(Tensor::item).toArray();
            assertArrayEquals(expected, actual, 1e-12);
        }
    }

    @Test
    void positionsAreTakenOneByOneAndAveraged() {
        double[] a = Samples.gaussian(32, 0, 5 * 3 * 4);
        double[] b = Samples.near(a, 32, 1);
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(a, 5, 3, 4);
            Tensor z1 = Tensor.of(b, 5, 3, 4);
            double sum = 0;
            for (int p = 0; p < 3; p++) {
                sum += loss().apply(z0.select(1, p), z1.select(1, p)).total().item();
            }
            assertEquals(sum / 3, loss().apply(z0, z1).total().item(), 1e-12);
        }
    }

    @Test
    void positionsMayLieInAGrid() {
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(Samples.gaussian(32, 2, 5 * 6 * 4), 5, 6, 4);
            Tensor z1 = Tensor.of(Samples.gaussian(32, 3, 5 * 6 * 4), 5, 6, 4);
            double row = loss().apply(z0, z1).total().item();
            Tensor grid0 = z0.reshape(5, 2, 3, 4);
            assertEquals(
                    row, loss().apply(grid0, z1.reshape(5, 2, 3, 4)).total().item(), 1e-12);
        }
    }

    @Test
    void aBatchOfOneIsRefused() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 1, 4);
            assertThrows(IllegalArgumentException.class, () -> loss().apply(z, z));
        }
    }

    @Test
    void withoutEpsTheStandardDeviationIsThatOfTheColumns() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.of(new double[] {0, 0.1, 0.5, 0.1, 1, 0.4}, 3, 2).requireGradient(true);
            Loss loss = new VicRegLoss(0, 1, 0, 0, Replicas.ONE).apply(z, z);
            assertEquals((0.5 + 1 - Math.sqrt(0.03)) / 2, loss.total().item(), 1e-12);
            loss.total().backward();
            for (double value : Samples.gradient(z)) {
                assertTrue(Double.isFinite(value));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void weightsOutsideTheirRangeAreRefused(double wrong) {
        assertThrows(IllegalArgumentException.class, () -> new VicRegLoss(wrong, 25, 1));
        assertThrows(IllegalArgumentException.class, () -> new VicRegLoss(25, wrong, 1));
        assertThrows(IllegalArgumentException.class, () -> new VicRegLoss(25, 25, wrong));
        assertThrows(IllegalArgumentException.class, () -> new VicRegLoss(25, 25, 1, wrong, Replicas.ONE));
    }

    /** Lack of variance and covariance of [n, d], entry by entry. */
    private static double[] loops(double[] z, int n) {
        int d = z.length / n;
        double[] result = new double[2];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double c = 0;
                for (int k = 0; k < n; k++) {
                    c += (z[k * d + i] - mean(z, i, n)) * (z[k * d + j] - mean(z, j, n)) / (n - 1);
                }
                if (i == j) {
                    result[0] += Math.max(0, 1 - Math.sqrt(c + 1e-4)) / d;
                } else {
                    result[1] += c * c / d;
                }
            }
        }
        return result;
    }

    private static double mean(double[] z, int column, int n) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += z[k * z.length / n + column];
        }
        return sum / n;
    }
}
