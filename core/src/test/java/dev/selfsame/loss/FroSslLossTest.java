package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class FroSslLossTest extends LossContract {
    @Override
    PairLoss loss() {
        return new FroSslLoss();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @Test
    void theRegularisationIsZeroForCollapseAndLeastForEvenDirections() {
        try (Scope scope = new Scope()) {
            Tensor same = Tensor.ones(DType.FLOAT64, 4, 4);
            assertEquals(0, regularization(same), 1e-12);
            assertEquals(-2 * Math.log(4), regularization(Linalg.eye(DType.FLOAT64, 4)), 1e-12); // ‖I/4‖² = 1/4
        }
    }

    @Test
    void theSizeOfAFeatureDoesNotCount() {
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(Samples.gaussian(42, 0, 20), 5, 4);
            Tensor z1 = Tensor.of(Samples.gaussian(42, 1, 20), 5, 4);
            Tensor sizes = Tensor.of(new double[] {2, 0.1, 30, 1}, 4);
            assertEquals(
                    loss().apply(z0, z1).total().item(),
                    loss().apply(z0.mul(sizes), z1.mul(sizes)).total().item(),
                    1e-12);
        }
    }

    @Test
    void invarianceIsTheDistanceToTheMeanOfTheViews() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.of(Samples.gaussian(43, 0, 20), 5, 4);
            Loss loss = new FroSslLoss(3, false, Replicas.ONE).apply(List.of(z, z, z.neg()));
            // Columns of length 1 lie 2/3, 2/3 and 4/3 from their mean; times V and by N, over four columns.
            double expected = 3 * 3 * 4 * (4 + 4 + 16) / 9.0 / 5;
            assertEquals(expected, loss.terms().get("invariance").item(), 1e-12);
        }
    }

    @Test
    void aShiftOfAFeatureCountsUnlessCentered() {
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(Samples.gaussian(44, 0, 64), 16, 4);
            Tensor z1 = Tensor.of(Samples.gaussian(44, 1, 64), 16, 4);
            FroSslLoss centered = new FroSslLoss(1, true, Replicas.ONE);
            double apart = centered.apply(z0, z1).total().item();
            assertEquals(apart, centered.apply(z0.add(100), z1.add(100)).total().item(), 1e-9);
            assertTrue(regularization(z0) < -1);
            // Not centred, a common shift is all it takes to have the loss of a collapse.
            assertEquals(0, regularization(z0.add(100)), 0.01);
            assertEquals(
                    0, new FroSslLoss().apply(z0.add(100), z1.add(100)).total().item(), 0.01);
        }
    }

    @Test
    void centeredIsTheLossOfThePapersCode() {
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(Samples.gaussian(45, 0, 20), 5, 4);
            Tensor z1 = Tensor.of(Samples.gaussian(45, 1, 20), 5, 4);
            Loss loss = new FroSslLoss(0.7, true, Replicas.ONE).apply(z0, z1);
            Tensor a = standardized(z0);
            Tensor b = standardized(z1);
            assertEquals(
                    0.7 * a.sub(b).square().mean().item(),
                    loss.terms().get("invariance").item(),
                    1e-12);
            double trace = 4 * 4 / 5.0; // of K, where ours has trace 1
            assertEquals(
                    logSquaredNorm(a) + logSquaredNorm(b) - 4 * Math.log(trace),
                    loss.terms().get("regularization").item(),
                    1e-12);
        }
    }

    @Test
    void oneViewAndAWeightBelowZeroAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new FroSslLoss(-1, false, Replicas.ONE));
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 4, 3);
            assertThrows(IllegalArgumentException.class, () -> new FroSslLoss().apply(List.of(z)));
            assertThrows(IllegalArgumentException.class, () -> new FroSslLoss().apply(List.of()));
        }
    }

    /** Less the mean, columns of length √D. */
    private static Tensor standardized(Tensor z) {
        Tensor deviation = z.sub(z.mean(0, true));
        return deviation.div(deviation.square().sum(0, true).sqrt()).mul(Math.sqrt((double) z.size(1)));
    }

    /** log ‖K‖², K = ZᵀZ / N. */
    private static double logSquaredNorm(Tensor z) {
        return Math.log(z.t().matmul(z).div((double) z.size(0)).square().sum().item());
    }

    private static double regularization(Tensor z) {
        return new FroSslLoss().apply(z, z).terms().get("regularization").item();
    }
}
