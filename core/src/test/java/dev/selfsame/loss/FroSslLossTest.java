package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
            Loss loss = new FroSslLoss(3, Replicas.ONE).apply(List.of(z, z, z.neg()));
            // Columns of length 1 lie 2/3, 2/3 and 4/3 from their mean; times V and by N, over four columns.
            double expected = 3 * 3 * 4 * (4 + 4 + 16) / 9.0 / 5;
            assertEquals(expected, loss.terms().get("invariance").item(), 1e-12);
        }
    }

    @Test
    void oneViewAndAWeightBelowZeroAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new FroSslLoss(-1, Replicas.ONE));
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 4, 3);
            assertThrows(IllegalArgumentException.class, () -> new FroSslLoss().apply(List.of(z)));
            assertThrows(IllegalArgumentException.class, () -> new FroSslLoss().apply(List.of()));
        }
    }

    private static double regularization(Tensor z) {
        return new FroSslLoss().apply(z, z).terms().get("regularization").item();
    }
}
