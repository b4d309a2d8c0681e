package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.MemoryBank;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The consistency regulariser of CO2 (Wei et al. 2021, arXiv:2010.02217, section 2.2), to be added to a contrastive loss:
 * both views of an image should find the other images alike to the same degree. P and Q are softmax distributions over one
 * set of candidates, from view 0 and from view 1, of cosines over a temperature:
 *
 * <pre>{@code
 * loss = α · mean over N images of  ½ (KL(P ‖ Q) + KL(Q ‖ P))
 * }</pre>
 *
 * <p>The candidates are the rows of a {@link MemoryBank} or, without one, the other view of the N − 1 other images; and,
 * as Lightly computes it, the other view of the image itself, which the paper leaves out. Symmetric in its views; gradients
 * flow into both. The bank holds still: a step calls {@code bank.enqueue(z1)} afterwards.
 *
 * <p><b>Erratum.</b> Lightly wraps the result in a new tensor and so cuts it off: there the regulariser has a value but no
 * gradient, and adding it changes no training. Here it has that of the formula.
 *
 * @param alpha α, at least 0, by default 1
 * @param temperature by default 0.05; not almost 0
 * @param positive whether the other view of the image itself is a candidate, by default true
 * @param bank the other images, of length 1, or null for those of the batch. It belongs to the method and may be that of
 *     {@link MoCoLoss}.
 * @param replicas who shares the batch: without a bank the candidates are those of all
 */
public record Co2(double alpha, double temperature, boolean positive, @Nullable MemoryBank bank, Replicas replicas)
        implements PairLoss {
    /** Checks α and the temperature. */
    public Co2 {
        Checks.requireAtLeast(0, "alpha", alpha);
        Pairs.requireTemperature(temperature);
    }

    /** α 1, a temperature of 0.05, the images of the batch. */
    public Co2() {
        this(1, 0.05, true, null, Replicas.ONE);
    }

    /** The term {@code consistency}. */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Pairs.requireRows("Co2", z0, z1, 1);
        if (bank != null) {
            MoCoLoss.requireFit("Co2", bank, z0);
        }
        return Pairs.compute(z0, z1, bank == null ? this::ofBatch : (a, b) -> ofBank(a, b, MoCoLoss.rows(bank, a)));
    }

    private Loss ofBatch(Tensor z0, Tensor z1) {
        Tensor a = Norm.l2(z0); // [N, D]
        Tensor b = Norm.l2(z1); // [N, D]
        Tensor p = a.div(temperature).matmul(replicas.gather(b).t()); // [N, all]
        Tensor q = b.div(temperature).matmul(replicas.gather(a).t()); // [N, all]
        Tensor isSelf = Candidates.isAt(Candidates.own(1, z0.size(0), replicas), p); // [N, all]
        return divergence(p, q, positive ? null : isSelf);
    }

    private Loss ofBank(Tensor z0, Tensor z1, Tensor rows) {
        Tensor a = Norm.l2(z0).div(temperature); // [N, D]
        Tensor b = Norm.l2(z1).div(temperature); // [N, D]
        Tensor p = a.matmul(rows.t()); // [N, K]
        Tensor q = b.matmul(rows.t()); // [N, K]
        if (!positive) {
            return divergence(p, q, null);
        }
        Tensor self = a.mul(b).sum(1, true).mul(temperature); // [N, 1]
        return divergence(Tensor.cat(List.of(self, p), 1), Tensor.cat(List.of(self, q), 1), null);
    }

    /** Both divergences together are {@code Σ (P − Q)(log P − log Q)}. */
    private Loss divergence(Tensor p, Tensor q, @Nullable Tensor left) {
        Tensor logP = logProbabilities(p, left);
        Tensor logQ = logProbabilities(q, left);
        Tensor difference = logP.sub(logQ);
        Tensor sums = logP.exp().sub(logQ.exp()).mul(difference).sum(1, false); // [N]
        return Loss.of("consistency", sums.mean().mul(alpha / 2));
    }

    /** What is left out gets the same number on both sides, so that it adds nothing. */
    private static Tensor logProbabilities(Tensor logits, @Nullable Tensor left) {
        if (left == null) {
            return Softmax.logSoftmax(logits, 1);
        }
        Tensor others = Indexing.maskedFill(logits, left, Double.NEGATIVE_INFINITY);
        return Indexing.maskedFill(Softmax.logSoftmax(others, 1), left, 0);
    }
}
