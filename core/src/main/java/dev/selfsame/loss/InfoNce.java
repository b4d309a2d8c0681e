package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.stream.LongStream;

/**
 * InfoNCE (van den Oord et al. 2018, arXiv:1807.03748, eq. 4) with cosine similarity and the other images of the batch
 * as negatives. An anchor is a row of view 0; its positive is the same row of view 1, its negatives are the N − 1 other
 * rows of view 1:
 *
 * <pre>{@code
 * loss = mean over N anchors i of  −log( exp(cos(z0ᵢ, z1ᵢ)/τ) / Σₖ exp(cos(z0ᵢ, z1ₖ)/τ) )
 * }</pre>
 *
 * <p>One direction by default. Symmetric, it is the mean of this and the same with the views exchanged, as CLIP (Radford
 * et al. 2021, arXiv:2103.00020) and MoCo v3 use it (the latter scales by 2τ besides). {@link NtXent} differs: it also
 * has the other rows of the anchor's own view among the negatives, 2N − 2 in all. Gradients flow into both views. A
 * batch of one image has loss 0, without gradient. With several replicas the anchors are those of this replica and the
 * candidates those of all.
 *
 * @param temperature τ, by default 0.1. Not almost 0.
 * @param symmetric whether the other direction counts too, by default not
 * @param replicas who shares the batch
 */
public record InfoNce(double temperature, boolean symmetric, Replicas replicas) implements PairLoss {
    /** Checks the temperature. */
    public InfoNce {
        Pairs.requireTemperature(temperature);
    }

    /** A temperature of 0.1, one direction. */
    public InfoNce() {
        this(0.1, false);
    }

    /** One replica. */
    public InfoNce(double temperature, boolean symmetric) {
        this(temperature, symmetric, Replicas.ONE);
    }

    /** The term {@code contrastive}. */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Pairs.requireRows("InfoNce", z0, z1, 1);
        return Pairs.compute(z0, z1, this::formula);
    }

    private Loss formula(Tensor z0, Tensor z1) {
        Tensor a = Norm.l2(z0); // [N, D]
        Tensor b = Norm.l2(z1); // [N, D]
        Tensor loss = direction(a, b);
        return Loss.of("contrastive", symmetric ? loss.add(direction(b, a)).mul(0.5) : loss);
    }

    private Tensor direction(Tensor anchors, Tensor others) {
        int n = (int) anchors.size(0);
        Tensor logits = anchors.div(temperature).matmul(replicas.gather(others).t()); // [N, N · replicas]
        long first = (long) replicas.rank() * n; // where the candidates of this replica begin
        Tensor positive = Tensor.of(LongStream.range(first, first + n).toArray(), n);
        return Softmax.crossEntropy(logits, positive.to(anchors.device()));
    }
}
