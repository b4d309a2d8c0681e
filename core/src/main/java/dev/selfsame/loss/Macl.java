package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;

/**
 * Model-aware contrastive learning (Huang et al. 2023, arXiv:2207.07874): {@link NtXent} whose temperature
 * follows how well the views agree already, and whose anchors are weighted so that easy ones still have a gradient. A is
 * the mean cosine of the 2N positives, Pᵢ the softmax probability of an anchor's positive among its 2N − 1 candidates:
 *
 * <pre>{@code
 * τₐ   = τ · (1 + α (A − A₀))
 * loss = mean over 2N anchors i of  −log Pᵢ / (1 − Pᵢ + 1e-8)
 * }</pre>
 *
 * <p>Gradients flow into both views through log P alone: τₐ and 1/(1 − P) carry none. Symmetric in its views. 1 − P is
 * taken from the logarithms, so that float32 keeps its digits where P is almost 1, and τₐ is at least 1e-8. A batch of one
 * image has loss 0, without gradient.
 *
 * @param temperature τ, by default 0.1; above 0, and not almost 0
 * @param alpha how far τₐ follows A, 0 to 1, by default 0.5
 * @param a0 the A at which τₐ = τ, 0 to 1, by default 0
 * @param replicas who shares the batch: A is the mean over all of it, the candidates are those of all
 */
public record Macl(double temperature, double alpha, double a0, Replicas replicas) implements PairLoss {
    private static final double EPS = 1e-8;

    /** Checks the ranges. */
    public Macl {
        Checks.requireAtLeast(1e-8, "temperature", temperature);
        Checks.requireShare("alpha", alpha);
        Checks.requireShare("a0", a0);
    }

    /** A temperature of 0.1, α 0.5, A₀ 0. */
    public Macl() {
        this(0.1, 0.5, 0);
    }

    /** One replica. */
    public Macl(double temperature, double alpha, double a0) {
        this(temperature, alpha, a0, Replicas.ONE);
    }

    /** The term {@code contrastive}. */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Pairs.requireRows("Macl", z0, z1, 1);
        return Pairs.compute(z0, z1, this::formula);
    }

    private Loss formula(Tensor z0, Tensor z1) {
        Candidates candidates = Candidates.of(z0, z1, replicas);
        Tensor cosines = candidates.logits(1); // [2N, 2·all]
        Tensor positives = candidates.ofPositives(cosines); // [2N, 1]
        Tensor agreement = replicas.sum(positives.detach().mean()).div(replicas.size()); // A
        Tensor adapted = agreement.sub(a0).mul(alpha).add(1).mul(temperature).clampMin(EPS); // τₐ
        Tensor negatives = Softmax.logSumExp(candidates.ofNegatives(cosines).div(adapted), 1, true); // [2N, 1]
        Tensor odds = negatives.sub(positives.div(adapted)); // log of (1 − P)/P
        Tensor zero = Tensor.zeros(odds.dtype(), 1).to(odds.device());
        Tensor minusLog = Softmax.logAddExp(odds, zero); // −log P
        Tensor rest = odds.sub(minusLog).detach().exp(); // 1 − P
        return Loss.of("contrastive", minusLog.div(rest.add(EPS)).mean());
    }
}
