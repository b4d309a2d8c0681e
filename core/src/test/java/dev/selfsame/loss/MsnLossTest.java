package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MsnLossTest {
    /**
     * Lightly takes the logarithm of p^(−q). An anchor opposite to its target has a p of e^(−200) at τ 0.01, which is 0 in
     * float32: the power is infinite. The same formula by logarithms is 200 and finite.
     */
    @Test
    void aProbabilityThatVanishesGivesAFiniteLossAndInLightlyAnInfiniteOne() {
        try (Scope scope = new Scope()) {
            Tensor target = Tensor.of(new float[] {1, 0}, 1, 2);
            Tensor anchor = Tensor.of(new float[] {-1, 0}, 1, 2).requireGradient(true);
            Tensor prototypes = Tensor.of(new float[] {1, 0, -1, 0}, 2, 2);
            Tensor p = Softmax.softmax(
                    Norm.l2(anchor.detach()).matmul(prototypes.t()).div(0.01), 1);
            Tensor q = Tensor.of(new float[] {1, 0}, 1, 2);
            double vanished = p.toDoubles()[0];
            double lightly = Math.log(Math.pow(vanished, -q.toDoubles()[0]));
            assertEquals(0, vanished);
            assertTrue(Double.isInfinite(lightly));
            Loss loss = new MsnLoss(0.01, 0, 0, Replicas.ONE).apply(anchor, target, prototypes);
            loss.total().backward();
            assertEquals(200, loss.total().item(), 1e-3);
            assertTrue(Arrays.stream(Samples.gradient(anchor)).allMatch(Double::isFinite));
        }
    }

    @Test
    void theRegularizationIsZeroWherePrototypesAreUsedAlikeAndLogKWhereOneIs() {
        try (Scope scope = new Scope()) {
            Tensor prototypes = Tensor.of(new double[] {1, 0, 0, 1}, 2, 2);
            MsnLoss loss = new MsnLoss(1e-3, 0, 2, Replicas.ONE);
            Tensor both = Tensor.of(new double[] {1, 0, 0, 1}, 2, 2);
            Tensor one = Tensor.of(new double[] {1, 0, 1, 0}, 2, 2);
            assertEquals(0, regularization(loss.apply(both, both, prototypes)), 1e-12);
            assertEquals(2 * Math.log(2), regularization(loss.apply(one, one, prototypes)), 1e-12);
        }
    }

    @Test
    void anchorViewsFollowEachOther() {
        try (Scope scope = new Scope()) {
            MsnLoss loss = new MsnLoss(0.1, 3, 0, Replicas.ONE);
            Tensor a = rows(1, 4);
            Tensor b = rows(2, 4);
            Tensor targets = rows(3, 4);
            Tensor prototypes = rows(4, 5);
            double apart = loss.apply(a, targets, prototypes).total().item()
                    + loss.apply(b, targets, prototypes).total().item();
            double together = loss.apply(Tensor.cat(List.of(a, b), 0), targets, prototypes)
                    .total()
                    .item();
            assertEquals(apart / 2, together, 1e-12);
            assertFalse(loss.apply(a, targets, prototypes).terms().containsKey("regularization"));
        }
    }

    @Test
    void targetsGetNoGradientAndPrototypesOneThroughTheAnchors() {
        try (Scope scope = new Scope()) {
            Tensor anchors = rows(1, 4).requireGradient(true);
            Tensor targets = rows(2, 4).requireGradient(true);
            Tensor prototypes = rows(3, 5).requireGradient(true);
            new MsnLoss().apply(anchors, targets, prototypes).total().backward();
            assertNull(targets.gradient());
            assertTrue(Arrays.stream(Samples.gradient(prototypes)).anyMatch(x -> x != 0));
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        try (Scope scope = new Scope()) {
            Tensor four = rows(1, 4);
            Tensor three = rows(2, 3);
            Tensor wide = Tensor.ones(DType.FLOAT64, 4, 7);
            MsnLoss loss = new MsnLoss();
            assertThrows(IllegalArgumentException.class, () -> loss.apply(four, three, four));
            assertThrows(IllegalArgumentException.class, () -> loss.apply(four, wide, four));
            assertThrows(IllegalArgumentException.class, () -> loss.apply(four, four, wide));
            assertThrows(IllegalArgumentException.class, () -> loss.apply(four, four, four, 0));
            assertThrows(IllegalArgumentException.class, () -> new MsnLoss(0, 3, 1, Replicas.ONE));
            assertThrows(IllegalArgumentException.class, () -> new MsnLoss(0.1, 3, -1, Replicas.ONE));
        }
    }

    private static double regularization(Loss loss) {
        Tensor term = loss.terms().get("regularization");
        return term.item();
    }

    private static Tensor rows(int part, int count) {
        return Tensor.of(Samples.gaussian(99, part, count * 5), count, 5);
    }
}
