package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KoLeoTest extends LossContract {
    @Override
    PairLoss loss() {
        return adapted(new KoLeo());
    }

    @Override
    String name() {
        return "KoLeo";
    }

    @Override
    boolean symmetric() {
        return true;
    }

    /** Of two views, the sum of both; views that don't match are refused as by the others. */
    static Adapted adapted(KoLeo loss) {
        return new Adapted(loss, (z0, z1) -> {
            Pairs.requireAlike("KoLeo", z0, z1);
            return loss.apply(z0).add(loss.apply(z1));
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2, 3, 7.5, Double.POSITIVE_INFINITY})
    void valueIsThatOfTheLoops(double p) {
        double[] x = Samples.gaussian(51, 0, 7 * 4);
        try (Scope scope = new Scope()) {
            double actual = new KoLeo(p, 1e-8, Replicas.ONE)
                    .apply(Tensor.of(x, 7, 4))
                    .total()
                    .item();
            assertEquals(loops(x, 7, p), actual, 1e-7);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 3, 20, Double.POSITIVE_INFINITY})
    void equalRowsHaveAFiniteLossAndGradient(double p) {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.ones(DType.FLOAT32, 4, 3).requireGradient(true);
            Tensor total = new KoLeo(p, 1e-8, Replicas.ONE).apply(x).total();
            total.backward();
            assertEquals(-Math.log(Math.pow(3, 1 / p) * 1e-8 + 1e-8), total.item(), 1e-4);
            for (double value : Samples.gradient(x)) {
                assertEquals(0, value, 1);
            }
        }
    }

    /** Erratum: Lightly's value is that of eps alone, for any row; beside another row a row has one of its own. */
    @Test
    void oneRowIsItsOwnNeighbourAndHasNoGradient() {
        double lightly = -Math.log((Math.sqrt(3) + 1) * 1e-8);
        for (double[] row : new double[][] {{1, 2, 3}, {-4, 0.5, 0}}) {
            try (Scope scope = new Scope()) {
                Tensor x = Tensor.of(row, 1, 3).requireGradient(true);
                Tensor total = new KoLeo().apply(x).total();
                total.backward();
                assertEquals(lightly, total.item(), 1e-6);
                assertArrayEquals(new double[3], Samples.gradient(x));
                double[] two = {row[0], row[1], row[2], 3, -2, 1};
                Tensor pair = Tensor.of(two, 2, 3).requireGradient(true);
                Tensor ofTwo = new KoLeo().apply(pair).total();
                ofTwo.backward();
                assertEquals(loops(two, 2, 2), ofTwo.item(), 1e-6);
                assertTrue(Math.abs(Samples.gradient(pair)[0]) > 1e-3);
            }
        }
    }

    @Test
    void withoutEpsEqualRowsHaveAnInfiniteLoss() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {1, 2, 1, 2, 3, 1}, 3, 2);
            assertEquals(
                    Double.POSITIVE_INFINITY,
                    new KoLeo(2, 0, Replicas.ONE).apply(x).total().item());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.NEGATIVE_INFINITY})
    void aNormOfZeroOrBelowAndANegativeEpsAreRefused(double p) {
        assertThrows(IllegalArgumentException.class, () -> new KoLeo(p, 1e-8, Replicas.ONE));
        assertThrows(IllegalArgumentException.class, () -> new KoLeo(2, -1e-8, Replicas.ONE));
    }

    private static double loops(double[] x, int n, double p) {
        int d = x.length / n;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            int nearest = i == 0 ? 1 : 0;
            for (int j = 0; j < n; j++) {
                if (j != i && Samples.cosine(x, i, x, j, d) > Samples.cosine(x, i, x, nearest, d)) {
                    nearest = j;
                }
            }
            double power = 0;
            double largest = 0;
            for (int k = 0; k < d; k++) {
                double difference = x[i * d + k] / length(x, i, d) - x[nearest * d + k] / length(x, nearest, d);
                power += Math.pow(Math.abs(difference), p);
                largest = Math.max(largest, Math.abs(difference));
            }
            sum -= Math.log(Double.isInfinite(p) ? largest : Math.pow(power, 1 / p)) / n;
        }
        return sum;
    }

    private static double length(double[] x, int row, int d) {
        double sum = 0;
        for (int k = 0; k < d; k++) {
            sum += x[row * d + k] * x[row * d + k];
        }
        return Math.sqrt(sum);
    }
}
