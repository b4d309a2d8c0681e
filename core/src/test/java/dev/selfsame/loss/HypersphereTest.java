package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HypersphereTest extends LossContract {
    @Override
    PairLoss loss() {
        return new Hypersphere();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @ParameterizedTest
    @CsvSource({"2,3,2,1,2", "5,4,1,0.5,1", "6,3,0.5,3,0.5", "4,5,7,0,3"})
    void valueAndGradientsAreThoseOfTheLoops(int n, int d, double t, double lambda, double alpha) {
        double[] a = Samples.gaussian(61, 0, n * d);
        double[] b = Samples.near(a, 61, 1);
        try (Scope scope = new Scope()) {
            Tensor z0 = Samples.leaf(a, n);
            Tensor z1 = Samples.leaf(b, n);
            Tensor total = new Hypersphere(t, lambda, alpha).apply(z0, z1).total();
            total.backward();
            assertEquals(loops(a, b, n, t, lambda, alpha), total.item(), 1e-12);
            assertArrayEquals(
                    Samples.differences(x -> loops(x, b, n, t, lambda, alpha), a), Samples.gradient(z0), 1e-7);
            assertArrayEquals(
                    Samples.differences(x -> loops(a, x, n, t, lambda, alpha), b), Samples.gradient(z1), 1e-7);
        }
    }

    /** The paper's t is 2, Lightly's default 1; on the same views the two losses differ. */
    @Test
    void theUsualSteepnessIsThePapersNotLightlys() {
        double[] a = Samples.gaussian(62, 0, 20);
        double[] b = Samples.near(a, 62, 1);
        try (Scope scope = new Scope()) {
            double usual = new Hypersphere()
                    .apply(Tensor.of(a, 5, 4), Tensor.of(b, 5, 4))
                    .total()
                    .item();
            assertEquals(loops(a, b, 5, 2, 1, 2), usual, 1e-12);
            assertNotEquals(loops(a, b, 5, 1, 1, 2), usual, 0.1);
        }
    }

    @Test
    void hasTwoTermsOfWhichEachIsLeastWhereItShould() {
        try (Scope scope = new Scope()) {
            Tensor apart = Tensor.of(new double[] {1, 0, -1, 0, 0, 1, 0, -1}, 4, 2);
            Tensor near = Tensor.of(new double[] {1, 0, 1, 0.1, 1, 0.2, 1, 0.3}, 4, 2);
            Loss spread = new Hypersphere().apply(apart, apart);
            Loss crowded = new Hypersphere().apply(near, near);
            assertEquals(
                    List.of("alignment", "uniformity"),
                    List.copyOf(spread.terms().keySet()));
            assertEquals(0, spread.terms().get("alignment").item());
            assertTrue(spread.total().item() < crowded.total().item());
        }
    }

    @ParameterizedTest
    @CsvSource({"0.1", "0.5", "1", "2", "3"})
    void equalViewsAreAlignedWithoutGradientWhateverThePower(double alpha) {
        try (Scope scope = new Scope()) {
            Tensor z0 = Samples.leaf(Samples.gaussian(63, 0, 12), 4);
            Tensor z1 = Samples.leaf(Samples.gaussian(63, 0, 12), 4);
            Loss loss = new Hypersphere(2, 1e-300, alpha).apply(z0, z1);
            loss.total().backward();
            assertEquals(0, loss.terms().get("alignment").item());
            assertArrayEquals(new double[12], Samples.gradient(z0), 1e-200);
        }
    }

    @Test
    void potentialsOfTenThousandAreFinite() {
        Samples.assertFiniteInFloat32(new Hypersphere(1e4, 1, 2), 6, 4);
    }

    @Test
    void oneImageIsRefusedWhereLightlyGivesNaN() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 1, 3);
            assertThrows(IllegalArgumentException.class, () -> new Hypersphere().apply(z, z));
        }
        assertThrows(IllegalArgumentException.class, () -> new Hypersphere(0, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> new Hypersphere(2, -1, 2));
        assertThrows(IllegalArgumentException.class, () -> new Hypersphere(2, 1, 0));
    }

    private static double loops(double[] a, double[] b, int n, double t, double lambda, double alpha) {
        int d = a.length / n;
        double alignment = 0;
        for (int i = 0; i < n; i++) {
            alignment += Math.pow(2 - 2 * Samples.cosine(a, i, b, i, d), alpha / 2) / n;
        }
        return alignment + lambda / 2 * (uniformity(a, n, t) + uniformity(b, n, t));
    }

    private static double uniformity(double[] a, int n, double t) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                sum += Math.exp(-t * (2 - 2 * Samples.cosine(a, i, a, j, a.length / n)));
            }
        }
        return Math.log(sum / (n * (n - 1) / 2.0));
    }
}
