package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwavLossTest {
    /**
     * Lightly's codes begin with exp(score / 0.05), which is infinite in float32 for a score of 5; codes are ratios, in
     * which that factor appears above and below, so they are those of the scores less 5.
     */
    @Test
    void scoresThatOverflowInLightlyGiveTheLossOfScoresLessAConstant() {
        try (Scope scope = new Scope()) {
            Tensor a = scores(1).to(DType.FLOAT32);
            Tensor b = scores(2).to(DType.FLOAT32);
            Tensor exponentials = a.add(5).div(0.05).exp();
            double lightly = exponentials.div(exponentials.sum()).sum().item();
            assertTrue(Double.isNaN(lightly), "Lightly's codes: " + lightly);
            SwavLoss loss = new SwavLoss();
            double less = loss.apply(List.of(a, b), List.of()).total().item();
            double more =
                    loss.apply(List.of(a.add(5), b.add(5)), List.of()).total().item();
            assertEquals(less, more, 1e-3 * less);
        }
    }

    @Test
    void oneViewHasNothingToPredict() {
        try (Scope scope = new Scope()) {
            List<Tensor> one = List.of(scores(1));
            assertThrows(IllegalArgumentException.class, () -> new SwavLoss().apply(one, List.of()));
            assertThrows(IllegalArgumentException.class, () -> new SwavLoss()
                    .apply(List.of(), List.of(one.get(0), one.get(0))));
        }
    }

    @Test
    void theQueueTakesPartInTheCodesOnly() {
        try (Scope scope = new Scope()) {
            List<Tensor> high = List.of(scores(1), scores(2));
            List<Tensor> queue = List.of(scores(3), scores(4));
            SwavLoss loss = new SwavLoss();
            double without = loss.apply(high, List.of()).total().item();
            double with = loss.apply(high, List.of(), queue).total().item();
            assertNotEquals(without, with, 1e-6);
        }
    }

    @Test
    void inputsThatDontMatchAreRefusedByName() {
        try (Scope scope = new Scope()) {
            Tensor a = scores(1);
            Tensor wide = Tensor.ones(DType.FLOAT64, 6, 5);
            SwavLoss loss = new SwavLoss();
            for (List<Tensor> queue : List.of(List.of(a), List.of(a, wide))) {
                Exception refused =
                        assertThrows(IllegalArgumentException.class, () -> loss.apply(List.of(a, a), List.of(), queue));
                assertTrue(refused.getMessage().startsWith("SwavLoss"), refused.getMessage());
            }
            assertThrows(IllegalArgumentException.class, () -> loss.apply(List.of(a, wide), List.of()));
            assertThrows(IllegalArgumentException.class, () -> loss.apply(List.of(a), List.of(wide)));
            assertThrows(IllegalArgumentException.class, () -> new SwavLoss(0, 0.05, 3, Replicas.ONE));
            assertThrows(IllegalArgumentException.class, () -> new SwavLoss(0.1, 0, 3, Replicas.ONE));
        }
    }

    private static Tensor scores(int part) {
        return Tensor.of(Samples.gaussian(96, part, 24), 6, 4).mul(0.4);
    }
}
