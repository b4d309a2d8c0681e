package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.Test;

class VibCRegLossTest extends LossContract {
    @Override
    PairLoss loss() {
        return new VibCRegLoss();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @Test
    void covarianceDoesNotFeelTheSizeOfAFeature() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.of(Samples.gaussian(33, 0, 40), 8, 5);
            Tensor sizes = Tensor.of(new double[] {1, 3, 0.1, 20, 7}, 5);
            assertEquals(covariance(loss(), z), covariance(loss(), z.mul(sizes)), 1e-12);
            assertEquals(covariance(new VicRegLoss(), z) * 16, covariance(new VicRegLoss(), z.mul(2)), 1e-10);
        }
    }

    @Test
    void equalFeaturesGiveTheLargestCovariance() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.of(Samples.gaussian(34, 0, 6), 6, 1).expand(6, 4);
            assertEquals(200 * 2 * 12 / 16.0, covariance(loss(), z), 1e-10); // all 12 of 16 correlations are 1
        }
    }

    @Test
    void weightsBelowZeroAndABatchOfOneAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new VibCRegLoss(-1, 25, 200, Replicas.ONE));
        assertThrows(IllegalArgumentException.class, () -> new VibCRegLoss(25, -1, 200, Replicas.ONE));
        assertThrows(IllegalArgumentException.class, () -> new VibCRegLoss(25, 25, Double.NaN, Replicas.ONE));
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 1, 4);
            assertThrows(IllegalArgumentException.class, () -> loss().apply(z, z));
        }
    }

    private static double covariance(PairLoss loss, Tensor z) {
        Tensor term = loss.apply(z, z).terms().get("covariance");
        return term.item();
    }
}
