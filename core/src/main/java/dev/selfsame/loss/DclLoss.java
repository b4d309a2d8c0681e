package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.List;

/**
 * Decoupled contrastive learning (Yeh et al. 2022, arXiv:2110.06848, eq. 6): {@link NtXent} without the positive in the
 * denominator, which otherwise weakens the gradient of easy positives in small batches. Each of the 2N embeddings is an
 * anchor, the 2N − 2 embeddings of other images are its negatives:
 *
 * <pre>{@code
 * loss = mean over 2N anchors i of  −w · cos(zᵢ, zⱼ₍ᵢ₎)/τ + log Σ_{k ≠ i, j(i)} exp(cos(zᵢ, zₖ)/τ)
 * }</pre>
 *
 * <p>It has no lower bound of 0. Symmetric in its views with symmetric weights; gradients flow into both. With several
 * replicas the anchors are those of this replica and the negatives those of all.
 *
 * <p><b>Erratum.</b> A batch of one image has no negatives. Lightly sums none of them and returns the logarithm of 0, minus
 * infinity, which no further batch could make good; here such a batch is refused.
 *
 * @param temperature τ, by default 0.1. Not almost 0.
 * @param weights w, by default 1; {@link DclwLoss} has the paper's
 * @param replicas who shares the batch
 */
public record DclLoss(double temperature, Weights weights, Replicas replicas) implements PairLoss {
    /** The weight of each positive. */
    @FunctionalInterface
    public interface Weights {
        /** 1 for all. */
        Weights ONE = new Weights() {
            @Override
            public Tensor of(Tensor anchors, Tensor positives) {
                return Tensor.ones(anchors.dtype(), 1).to(anchors.device());
            }

            @Override
            public String toString() {
                return "1";
            }
        };

        /**
         * The weights, [N] or of a shape that stretches to it; gradients flow through them as far as they have any.
         *
         * @param anchors of length 1, one view of this replica's images: [N, D]
         * @param positives of length 1, the other view: [N, D]
         */
        Tensor of(Tensor anchors, Tensor positives);
    }

    /** Checks the temperature. */
    public DclLoss {
        Pairs.requireTemperature(temperature);
    }

    /** A temperature of 0.1. */
    public DclLoss() {
        this(0.1);
    }

    /** No weights, one replica. */
    public DclLoss(double temperature) {
        this(temperature, Weights.ONE, Replicas.ONE);
    }

    /**
     * The term {@code contrastive}.
     *
     * @throws IllegalArgumentException for a batch of one, which has no negatives
     */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        requireNegatives("DclLoss", z0, z1, replicas);
        return Pairs.compute(z0, z1, this::formula);
    }

    static void requireNegatives(String name, Tensor z0, Tensor z1, Replicas replicas) {
        Pairs.requireRows(name, z0, z1, replicas.size() == 1 ? 2 : 1);
    }

    Loss formula(Tensor z0, Tensor z1) {
        Candidates candidates = Candidates.of(z0, z1, replicas);
        Tensor logits = candidates.logits(temperature); // [2N, 2·all]
        Tensor negatives = Softmax.logSumExp(candidates.ofNegatives(logits), 1, false); // [2N]
        Tensor positives = candidates.ofPositives(logits).squeeze(1); // [2N]
        long n = z0.size(0);
        Tensor a = candidates.anchors().narrow(0, 0, n); // [N, D]
        Tensor b = candidates.anchors().narrow(0, n, n); // [N, D]
        Tensor w =
                Tensor.cat(List.of(weights.of(a, b).expand(n), weights.of(b, a).expand(n)), 0); // [2N]
        return Loss.of("contrastive", negatives.sub(w.mul(positives)).mean());
    }
}
