package dev.selfsame.loss;

import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;

/**
 * The negative cosine similarity of SimSiam (Chen and He 2021, arXiv:2011.10566, eq. 1): {@code −mean cos(p, z)}, from
 * −1 to 1.
 *
 * <p>Gradients flow into both inputs: where the method stops them it detaches, as {@link SymmetricNegativeCosine} does.
 * {@link NormalizedMse} is {@code 2 + 2 ·} this loss.
 *
 * @param dim the dimension of the vectors, by default 1; counted from the end if negative. The loss is the mean over
 *     all others.
 * @param eps the least norm of a vector, by default 1e-8: a vector of zeros has cosine 0 with any other
 */
public record NegativeCosine(int dim, double eps) implements PairLoss {
    /** Checks eps. */
    public NegativeCosine {
        if (!(eps > 0) || Double.isInfinite(eps)) {
            throw new IllegalArgumentException("eps must be finite and above 0, got " + eps);
        }
    }

    /** Rows of [N, D], eps 1e-8. */
    public NegativeCosine() {
        this(1, 1e-8);
    }

    /**
     * The term {@code similarity}.
     *
     * @param z0 predictions, of any rank that has the dimension
     * @param z1 targets, of the same shape
     */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Pairs.requireAlike("NegativeCosine", z0, z1);
        if (dim < -z0.rank() || dim >= z0.rank() || z0.count() == 0) {
            throw new IllegalArgumentException(
                    "NegativeCosine along dimension " + dim + " got vectors of shape " + Arrays.toString(z0.shape()));
        }
        return Pairs.compute(
                z0,
                z1,
                (a, b) -> Loss.of(
                        "similarity",
                        Norm.cosineSimilarity(a, b, dim, eps).mean().neg()));
    }
}
