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
