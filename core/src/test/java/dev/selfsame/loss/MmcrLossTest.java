package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class MmcrLossTest extends LossContract {
    @Override
    PairLoss loss() {
        return new MmcrLoss();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @Test
    void centroidsInAllDirectionsAreBetterThanInOne() {
        try (Scope scope = new Scope()) {
            Tensor even = Linalg.eye(DType.FLOAT64, 4);
            Tensor collapsed = Tensor.of(new double[] {1, 0, 0, 0}, 1, 4).expand(4, 4);
            assertEquals(-4, term(even, "centroids"), 1e-12);
            assertEquals(-2, term(collapsed, "centroids"), 1e-12);
            assertEquals(0.005 * Math.sqrt(2), term(even, "views"), 1e-12); // two equal rows of length 1
        }
    }

    /** Erratum: Lightly's value grows with the embeddings, without a bound; that of unit embeddings does not. */
    @Test
    void withoutUnitLengthTheLossHasNoBound() {
        double bound = -Math.sqrt(6 * 4.0);
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(Samples.gaussian(61, 0, 24), 6, 4);
            Tensor z1 = Tensor.of(Samples.gaussian(61, 1, 24), 6, 4);
            double once = new MmcrLoss().apply(z0, z1).total().item();
            for (double factor : new double[] {1, 10, 1000}) {
                Tensor a = z0.mul(factor);
                Tensor b = z1.mul(factor);
                double lightly = new MmcrLoss().apply(a, b).total().item();
                double ours =
                        new MmcrLoss().apply(Norm.l2(a), Norm.l2(b)).total().item();
                assertEquals(factor * once, lightly, 1e-9 * factor);
                assertEquals(
                        new MmcrLoss().apply(Norm.l2(z0), Norm.l2(z1)).total().item(), ours, 1e-9);
                assertTrue(ours >= bound, ours + " is below " + bound);
                assertTrue(factor < 1000 || lightly < bound, "Lightly's " + lightly);
            }
        }
    }

    @Test
    void aNegativeLambdaAndUnequalNumbersOfViewsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MmcrLoss(-1, Replicas.ONE));
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 4, 3);
            assertThrows(IllegalArgumentException.class, () -> new MmcrLoss().apply(List.of(z, z), List.of(z)));
            assertThrows(IllegalArgumentException.class, () -> new MmcrLoss().apply(List.of(), List.of()));
        }
    }

    private static double term(Tensor z, String name) {
        return new MmcrLoss().apply(z, z).terms().get(name).item();
    }
}
