package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SigRegTest extends LossContract {
    private static final SigReg.Config SMALL = new SigReg.Config(17, 3, 64);
    private SigReg held;

    @BeforeEach
    void make() {
        held = new SigReg(SMALL, 1, Replicas.ONE);
        held.update(false);
    }

    @AfterEach
    void close() {
        held.close();
    }

    @Override
    PairLoss loss() {
        return adapted(held);
    }

    @Override
    String name() {
        return "SigReg";
    }

    @Override
    boolean symmetric() {
        return true;
    }

    /** Of two views, each by itself. */
    static Adapted adapted(SigReg loss) {
        return new Adapted(loss, (z0, z1) -> {
            Pairs.requireAlike("SigReg", z0, z1);
            return loss.apply(Tensor.stack(List.of(z0, z1), 0));
        });
    }

    @Test
    void normalRowsHaveASmallStatisticAndOthersALargeOne() {
        double[] normal = Samples.gaussian(52, 0, 2000 * 3);
        try (Scope scope = new Scope()) {
            Tensor rows = Tensor.of(normal, 2000, 3);
            double good = held.apply(rows).total().item();
            assertTrue(good < 2, "about 1 by chance, got " + good);
            for (Tensor wrong : List.of(rows.mul(2), rows.add(1), rows.mul(0.1), rows.abs())) {
                assertTrue(held.apply(wrong).total().item() > 20 * good);
            }
        }
    }

    @Test
    void directionsChangeWithEachBatchAndSeedAndHoldStillWhenAsked() {
        try (Scope scope = new Scope();
                SigReg loss = new SigReg(SMALL, 1, Replicas.ONE);
                SigReg other = new SigReg(SMALL, 2, Replicas.ONE)) {
            Tensor rows = Tensor.of(Samples.gaussian(53, 0, 40), 8, 5);
            double first = loss.apply(rows).total().item();
            assertEquals(first, held.apply(rows).total().item());
            double second = loss.apply(rows).total().item();
            assertNotEquals(first, second);
            assertNotEquals(first, other.apply(rows).total().item());
            assertArrayEquals(new long[] {2}, loss.state().get("draws.step").toLongs());
            loss.training(false);
            double third = loss.apply(rows).total().item();
            assertEquals(third, loss.apply(rows).total().item());
            assertArrayEquals(new long[] {2}, loss.state().get("draws.step").toLongs());
        }
    }

    @Test
    void aLossThatTookOverTheStateDrawsTheSame() {
        try (Scope scope = new Scope();
                SigReg first = new SigReg(SMALL, 3, Replicas.ONE);
                SigReg second = new SigReg(SMALL, 3, Replicas.ONE)) {
            Tensor rows = Tensor.of(Samples.gaussian(54, 0, 40), 8, 5);
            first.apply(rows);
            second.load(first.state());
            assertArrayEquals(
                    first.apply(rows).total().toBytes(),
                    second.apply(rows).total().toBytes());
        }
    }

    @Test
    void argumentsOutsideTheirRangesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SigReg.Config(1, 3, 64));
        assertThrows(IllegalArgumentException.class, () -> new SigReg.Config(17, 0, 64));
        assertThrows(IllegalArgumentException.class, () -> new SigReg.Config(17, 3, 0));
    }
}
