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

class All4OneLossTest extends LossContract {
    @Override
    PairLoss loss() {
        return adapted(new All4OneLoss());
    }

    @Override
    String name() {
        return "All4OneLoss";
    }

    @Override
    boolean symmetric() {
        return true;
    }

    /** Of one embedding for all that a view has. */
    static Adapted adapted(All4OneLoss loss) {
        return new Adapted(
                loss,
                (z0, z1) -> loss.apply(
                        new All4OneLoss.View(z0, z0, z0, z0, z0, z0), new All4OneLoss.View(z1, z1, z1, z1, z1, z1)));
    }

    @Test
    void featuresThatAgreeAndDontDependOnEachOtherAreBest() {
        try (Scope scope = new Scope()) {
            Tensor z = Linalg.eye(DType.FLOAT64, 4);
            Loss loss = loss().apply(z, z);
            assertEquals(
                    List.of("neighbour", "centroid", "feature"),
                    List.copyOf(loss.terms().keySet()));
            assertEquals(0, loss.terms().get("feature").item(), 1e-10);
            double collapsed = loss().apply(Tensor.ones(DType.FLOAT64, 4, 4), Tensor.ones(DType.FLOAT64, 4, 4))
                    .terms()
                    .get("feature")
                    .item();
            assertEquals(2.5, collapsed, 1e-10); // every product of different features is 1
        }
    }

    @Test
    void temperaturesOfNothingAndNegativeWeightsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new All4OneLoss(0, 0.1, 1, 1, 1, Replicas.ONE));
        assertThrows(IllegalArgumentException.class, () -> new All4OneLoss(0.2, 0, 1, 1, 1, Replicas.ONE));
        assertThrows(IllegalArgumentException.class, () -> new All4OneLoss(0.2, 0.1, -1, 1, 1, Replicas.ONE));
    }
}
