package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NegativeCosineTest extends LossContract {
    @Override
    PairLoss loss() {
        return new NegativeCosine();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @Test
    void itIsMinusTheMeanCosineOfTheRows() {
        double[] a = Samples.gaussian(31, 0, 12);
        double[] b = Samples.gaussian(31, 1, 12);
        try (Scope scope = new Scope()) {
            double mean = 0;
            for (int i = 0; i < 3; i++) {
                mean += Samples.cosine(a, i, b, i, 4) / 3;
            }
            Tensor total = loss().apply(Tensor.of(a, 3, 4), Tensor.of(b, 3, 4)).total();
            assertEquals(-mean, total.item(), 1e-14);
        }
    }

    @Test
    void anyDimensionOfAnyRankHoldsTheVectors() {
        double[] a = Samples.gaussian(32, 0, 24);
        double[] b = Samples.gaussian(32, 1, 24);
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(a, 2, 3, 4);
            Tensor y = Tensor.of(b, 2, 3, 4);
            double last = new NegativeCosine(-1, 1e-8).apply(x, y).total().item();
            double moved = new NegativeCosine()
                    .apply(x.transpose(1, 2), y.transpose(1, 2))
                    .total()
                    .item();
            assertEquals(last, moved, 1e-14);
            assertThrows(IllegalArgumentException.class, () -> new NegativeCosine(3, 1e-8).apply(x, y));
            assertThrows(IllegalArgumentException.class, () -> new NegativeCosine(-4, 1e-8).apply(x, y));
        }
    }

    @Test
    void aVectorOfZerosHasCosineZero() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {0, 0, 3, 4}, 2, 2);
            Tensor y = Tensor.of(new double[] {1, 2, 3, 4}, 2, 2);
            assertEquals(-0.5, loss().apply(x, y).total().item(), 1e-14);
        }
    }

    @Test
    void symmetricItIsTheMeanOfBothDirectionsAndStopsAtTheTargets() {
        try (Scope scope = new Scope()) {
            Tensor p0 = Samples.leaf(Samples.gaussian(33, 0, 12), 3);
            Tensor p1 = Samples.leaf(Samples.gaussian(33, 1, 12), 3);
            Tensor z0 = Samples.leaf(Samples.gaussian(33, 2, 12), 3);
            Tensor z1 = Samples.leaf(Samples.gaussian(33, 3, 12), 3);
            Tensor total = new SymmetricNegativeCosine().apply(p0, p1, z0, z1).total();
            total.backward();
            double there = loss().apply(p0, z1).total().item();
            double back = loss().apply(p1, z0).total().item();
            assertEquals((there + back) / 2, total.item(), 1e-14);
            assertNotNull(p0.gradient());
            assertNotNull(p1.gradient());
            assertNull(z0.gradient());
            assertNull(z1.gradient());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void anEpsThatBoundsNothingIsRefused(double eps) {
        assertThrows(IllegalArgumentException.class, () -> new NegativeCosine(1, eps));
    }

    @Test
    void nothingAtAllIsRefused() {
        try (Scope scope = new Scope()) {
            Tensor none = Tensor.zeros(DType.FLOAT32, 0, 4);
            assertThrows(IllegalArgumentException.class, () -> loss().apply(none, none));
        }
    }
}
