package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The Kozachenko-Leonenko regulariser, KoLeo (Sablayrolles et al. 2019, arXiv:1806.03198, section 3; DINOv2, Oquab et
 * al. 2024, arXiv:2304.07193, section 4): an estimate of minus the entropy of embeddings on the sphere. x̂ = x/‖x‖, and
 * nn(i) is the other row with the largest cosine to row i:
 *
 * <pre>{@code
 * loss = −mean over rows i of  log( ‖x̂ᵢ − x̂ₙₙ₍ᵢ₎ + eps‖ₚ + eps )
 * }</pre>
 *
 * <p>The term is {@code spread}. Gradients flow into both of a pair, not through the choice of neighbours. Equal rows
 * have a finite loss and gradient by eps, which stands inside the norm too, as in PyTorch's pairwise distance.
 *
 * <p><b>Erratum.</b> One row alone has no neighbour, and the formula no value. Lightly takes it for its own and returns
 * {@code −log((√D + 1) eps)}, some 17, which says nothing of the row. Here it is the same constant, so that values stay
 * comparable; it has no gradient, and so no part in what is learned.
 *
 * <p><b>Erratum.</b> Lightly takes any p and eps. A p of 0, which counts, or below is no distance, and a negative eps is a
 * mistake: these are refused.
 *
 * @param p of the norm, above 0, by default 2; infinite for the largest difference
 * @param eps at least 0, by default 1e-8; with 0 the loss of equal rows is infinite
 * @param replicas who shares the batch; neighbours are looked for in the whole batch
 */
public record KoLeo(double p, double eps, Replicas replicas) {
    /** Checks p and eps. */
    public KoLeo {
        if (!(p > 0)) {
            throw new IllegalArgumentException("p must be above 0, got " + p);
        }
        Checks.requireAtLeast(0, "eps", eps);
    }

    /** The Euclidean distance and eps 1e-8. */
    public KoLeo() {
        this(2, 1e-8, Replicas.ONE);
    }

    /**
     * The term {@code spread}.
     *
     * @param rows embeddings: [N, D]
     */
    public Loss apply(Tensor rows) {
        Pairs.requireRows("KoLeo", rows, rows, 1);
        return Inputs.compute(List.of(rows), in -> formula(in.get(0)));
    }

    private Loss formula(Tensor rows) {
        Tensor x = Norm.l2(rows, -1, eps); // [N, D]
        Tensor all = replicas.gather(x); // [all, D]
        Tensor neighbours = Indexing.select(all, 0, nearest(x.detach(), all.detach())); // [N, D]
        Tensor difference = x.sub(neighbours).add(eps).abs();
        return Loss.of("spread", length(difference).add(eps).log().mean().neg());
    }

    /** Of each row, which other of all is nearest: int64 [N]. */
    private Tensor nearest(Tensor x, Tensor all) {
        long n = x.size(0);
        long first = (long) replicas.rank() * n; // where this replica's rows begin
        Tensor own = Tensor.of(LongStream.range(first, first + n).toArray(), n, 1);
        Tensor isSelf = Compare.eq(own, Tensor.range(all.size(0))).to(x.device()); // [N, all]
        return Indexing.argMax(Indexing.maskedFill(x.matmul(all.t()), isSelf, -2), 1);
    }

    /** The p-norm of rows of positive numbers, which may be too small for their power: [N]. */
    private Tensor length(Tensor x) {
        if (p == 1) {
            return x.sum(1, false);
        }
        if (p == 2) {
            return x.norm(1, false);
        }
        if (Double.isInfinite(p)) {
            return x.max(1, false);
        }
        Tensor largest = x.detach().max(1, true).clampMin(Float.MIN_NORMAL); // [N, 1]
        Tensor sums = x.div(largest).pow(p).sum(1, false);
        return sums.pow(1 / p).mul(largest.squeeze(1));
    }
}
