package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.List;

/**
 * The normalised temperature-scaled cross-entropy of SimCLR (Chen et al. 2020, arXiv:2002.05709, section 2.1, eq. 1).
 * Each of the 2N embeddings is an anchor; the other view of its image is the positive, the remaining 2N − 2 embeddings
 * of both views are the negatives:
 *
 * <pre>{@code
 * loss = mean over 2N anchors i of  −log( exp(cos(zᵢ, zⱼ₍ᵢ₎)/τ) / Σ_{k ≠ i} exp(cos(zᵢ, zₖ)/τ) )
 * }</pre>
 *
 * <p>Symmetric in its views; gradients flow into both. Embeddings need not be normalised. A batch of one image has no
 * negatives: its loss is 0, without gradient. With several replicas the anchors are those of this replica and the
 * candidates those of all.
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
        int n = (int) z0.size(0);
        long all = (long) n * replicas.size();
        Tensor a = Norm.l2(z0); // [N, D]
        Tensor b = Norm.l2(z1); // [N, D]
        Tensor anchors = Tensor.cat(List.of(a, b), 0); // [2N, D]
        Tensor candidates = replicas.size() == 1
                ? anchors
                : Tensor.cat(List.of(replicas.gather(a), replicas.gather(b)), 0); // [2·all, D]
        Tensor logits = anchors.div(temperature).matmul(candidates.t()); // [2N, 2·all]

        long first = (long) replicas.rank() * n; // where the candidates of this replica's view 0 begin
        long[] self = new long[2 * n];
        long[] positive = new long[2 * n];
        for (int i = 0; i < n; i++) {
            self[i] = positive[n + i] = first + i;
            self[n + i] = positive[i] = first + all + i;
        }
        Tensor columns = Tensor.range(2 * all);
        Tensor isSelf = Compare.eq(Tensor.of(self, 2L * n, 1), columns).to(z0.device()); // [2N, 2·all]
        Tensor others = Indexing.maskedFill(logits, isSelf, Double.NEGATIVE_INFINITY);
        return Loss.of(
                "contrastive",
                Softmax.crossEntropy(others, Tensor.of(positive, 2L * n).to(z0.device())));
    }
}
