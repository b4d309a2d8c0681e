package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VisRegLossTest extends LossContract {
    private static final VisRegLoss.Config SMALL = new VisRegLoss.Config(0.9, 64, 1, 1, 1, 1e-4);
    private VisRegLoss held;

    @BeforeEach
    void make() {
        held = new VisRegLoss(SMALL, 1, Replicas.ONE);
        held.update(false);
    }

    @AfterEach
    void close() {
        held.close();
    }

    @Override
    PairLoss loss() {
        return held;
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @Test
    void centreScaleAndShapeAreToldApart() {
        double[] normal = Samples.gaussian(56, 0, 2000 * 3);
        try (Scope scope = new Scope()) {
            Tensor rows = Tensor.of(normal, 2000, 3);
            assertTrue(held.apply(rows, rows).total().item() < 0.01);
            assertOnly("center", rows.add(1));
            assertOnly("scale", rows.mul(3));
            Tensor signs = Tensor.of(normal, 6000, 1).mul(1e9).clamp(-1, 1);
            assertOnly("shape", signs);
        }
    }

    private void assertOnly(String term, Tensor rows) {
        held.apply(rows, rows).terms().forEach((name, value) -> {
            if (name.equals(term)) {
                assertTrue(value.item() > 0.02, name + " " + value.item());
            } else {
                assertTrue(value.item() < 0.01, name + " " + value.item() + " for a wrong " + term);
            }
        });
    }

    @Test
    void globalViewsAloneAreEnough() {
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(Samples.gaussian(57, 0, 24), 6, 4);
            Tensor z1 = Tensor.of(Samples.gaussian(57, 1, 24), 6, 4);
            assertEquals(
                    held.apply(z0, z1).total().item(),
                    held.apply(List.of(z0, z1), List.of()).total().item());
        }
    }

    @Test
    void slicesChangeWithEachBatchAndComeBackWithTheState() {
        try (Scope scope = new Scope();
                VisRegLoss first = new VisRegLoss(SMALL, 3, Replicas.ONE);
                VisRegLoss second = new VisRegLoss(SMALL, 3, Replicas.ONE)) {
            Tensor rows = Tensor.of(Samples.gaussian(58, 0, 40), 8, 5);
            double once = first.apply(rows, rows).total().item();
            second.load(first.state());
            double again = first.apply(rows, rows).total().item();
            assertNotEquals(once, again);
            assertEquals(again, second.apply(rows, rows).total().item());
            assertArrayEquals(new long[] {2}, first.state().get("draws.step").toLongs());
        }
    }

    @Test
    void argumentsOutsideTheirRangesAndABatchOfOneAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new VisRegLoss.Config(1.1, 64, 1, 1, 1, 1e-4));
        assertThrows(IllegalArgumentException.class, () -> new VisRegLoss.Config(0.9, 0, 1, 1, 1, 1e-4));
        assertThrows(IllegalArgumentException.class, () -> new VisRegLoss.Config(0.9, 64, -1, 1, 1, 1e-4));
        assertThrows(IllegalArgumentException.class, () -> new VisRegLoss.Config(0.9, 64, 1, 1, 1, 0));
        try (Scope scope = new Scope()) {
            Tensor one = Tensor.ones(DType.FLOAT32, 1, 3);
            assertThrows(IllegalArgumentException.class, () -> held.apply(one, one));
            assertThrows(IllegalArgumentException.class, () -> held.apply(List.of(), List.of(one)));
        }
    }
}
