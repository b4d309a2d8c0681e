package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;

/**
 * The normalised temperature-scaled cross-entropy of SimCLR (Chen et al. 2020, arXiv:2002.05709, section 2.1, eq. 1).
 * Each of the 2N embeddings is an anchor; the other view of its image is the positive, the remaining 2N − 2 embeddings
 * of both views are the negatives:
 *
 * <pre>{@code
 * loss = mean over 2N anchors i of  −log( exp(cos(zᵢ, zⱼ₍ᵢ₎)/τ) / Σ_{k ≠ i} exp(cos(zᵢ, zₖ)/τ) )
 * }</pre>
 *
 * <p>Symmetric in its views; gradients flow into both. Embeddings need not be normalised. With several replicas the anchors
 * are those of this replica and the candidates those of all.
 *
 * <p><b>Erratum.</b> A batch of one image has no negatives. Lightly returns 0 and says nothing, so that a run with such
 * batches looks perfect and learns nothing. By the formula the loss is 0, without gradient, and so it is here too; but no
 * recipe can have batches of one image.
 *
 * @param temperature τ, by default 0.5 (the paper's for CIFAR-10; it uses 0.1 for ImageNet). Not almost 0.
 * @param replicas who shares the batch
 */
public record NtXent(double temperature, Replicas replicas) implements PairLoss {
    /** Checks the temperature. */
    public NtXent {
        Pairs.requireTemperature(temperature);
    }

    /** A temperature of 0.5. */
    public NtXent() {
        this(0.5);
    }

    /** One replica. */
    public NtXent(double temperature) {
        this(temperature, Replicas.ONE);
    }

    /** The term {@code contrastive}. */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Pairs.requireRows("NtXent", z0, z1, 1);
        return Pairs.compute(z0, z1, this::formula);
    }

    private Loss formula(Tensor z0, Tensor z1) {
        Candidates candidates = Candidates.of(z0, z1, replicas);
        Tensor logits = Candidates.without(candidates.self(), candidates.logits(temperature)); // [2N, 2·all]
        return Loss.of(
                "contrastive",
                Softmax.crossEntropy(logits, candidates.positive().squeeze(1)));
    }
}
