package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PmsnLossTest {
    private static final PmsnLoss.Prior UNIFORM =
            mean -> Tensor.full(mean.dtype(), 1.0 / (double) mean.count(), mean.count());

    /**
     * Lightly's divergence is KL(π ‖ p̄). Of a uniform π only the paper's KL(p̄ ‖ π) is MSN's regularization, log K less the
     * entropy of p̄.
     */
    @Test
    void withAUniformPriorItIsMsnWhichLightlysDivergenceIsNot() {
        try (Scope scope = new Scope()) {
            Tensor anchors = rows(1, 6);
            Tensor targets = rows(2, 6);
            Tensor prototypes = rows(3, 4);
            double msn =
                    new MsnLoss().apply(anchors, targets, prototypes).total().item();
            double pmsn = new PmsnLoss(UNIFORM)
                    .apply(anchors, targets, prototypes)
                    .total()
                    .item();
            double lightly = new PmsnLoss(0.1, 3, 1, UNIFORM, PmsnLoss.Divergence.FROM_PRIOR, Replicas.ONE)
                    .apply(anchors, targets, prototypes)
                    .total()
                    .item();
            assertEquals(msn, pmsn, 1e-12);
            assertTrue(Math.abs(lightly - msn) > 1e-2, msn + " and " + lightly);
        }
    }

    @Test
    void bothDivergencesAreThoseOfTheLoops() {
        try (Scope scope = new Scope()) {
            Tensor anchors = rows(1, 6);
            Tensor prototypes = rows(3, 3);
            double[] mean = ClusterParts.assignments(Norm.l2(anchors), Norm.l2(prototypes), 0.1)
                    .mean(0, false)
                    .toDoubles();
            double[] prior = new PmsnLoss.PowerLaw(0.25)
                    .of(Tensor.zeros(DType.FLOAT64, 3))
                    .toDoubles();
            double to = 0;
            double from = 0;
            for (int k = 0; k < 3; k++) {
                to += mean[k] * Math.log(mean[k] / prior[k]);
                from += prior[k] * Math.log(prior[k] / mean[k]);
            }
            for (PmsnLoss.Divergence divergence : PmsnLoss.Divergence.values()) {
                Loss loss = new PmsnLoss(0.1, 3, 1, new PmsnLoss.PowerLaw(0.25), divergence, Replicas.ONE)
                        .apply(anchors, anchors, prototypes);
                assertEquals(divergence == PmsnLoss.Divergence.TO_PRIOR ? to : from, regularization(loss), 1e-12);
            }
        }
    }

    @Test
    void aPriorThatIsNoDistributionIsRefused() {
        try (Scope scope = new Scope()) {
            Tensor four = rows(1, 4);
            for (double value : new double[] {1, 0}) {
                PmsnLoss odd = new PmsnLoss(mean -> Tensor.full(mean.dtype(), value, mean.count()));
                assertThrows(IllegalArgumentException.class, () -> odd.apply(four, four, four));
            }
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
