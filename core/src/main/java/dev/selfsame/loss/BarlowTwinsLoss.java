package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The redundancy reduction of Barlow Twins (Zbontar et al. 2021, arXiv:2103.03230, eq. 1 and 2). C [D, D] is the
 * cross-correlation, over the batch, of the features of view 0 with those of view 1:
 *
 * <pre>{@code
 * loss = scale · ( Σᵢ (1 − Cᵢᵢ)²  +  λ Σᵢ Σ_{j ≠ i} Cᵢⱼ² )
 * }</pre>
 *
 * <p>The terms are {@code invariance}, the first sum, and {@code redundancy}, the second with its λ, both times the
 * scale: they add up to the total. Gradients flow into both views; exchanging the views changes nothing.
 *
 * <p><b>Two forms of C.</b> Centred, the default and what the official code and Lightly compute: each feature is
 * standardised over the batch, {@code (z − mean) / √(variance + 1e-5)} with the biased variance, as batch norm does
 * without its affine part, and {@code C = ẑ0ᵀ ẑ1 / N}. Scaling or shifting a feature then changes nothing. Not centred,
 * as equation 2 is written: {@code Cᵢⱼ = Σ z0ᵢ z1ⱼ / (√Σ z0ᵢ² √Σ z1ⱼ²)}, for embeddings that the paper takes to be
 * mean-centred already; a shift of a feature then counts.
 *
 * <p><b>Two forms of the scale.</b> The official code today has no scale and two learning rates, 0.2 for weights and
 * 0.0048 = 0.2 · 0.024 for biases and norms. Its early form, VISSL's and solo-learn's, had one learning rate and
 * multiplied the loss by 0.024 (solo-learn: 0.1). LARS divides the gradient of an adapted weight by its norm and does
 * not feel the scale, but biases and norms, which are not adapted, do: so the two are nearly the same thing under LARS
 * (weight decay, added before the adaptation, counts 1/0.024 times more beside a scaled gradient) and not at all the
 * same under SGD or Adam.
 *
 * @param lambda λ, by default 0.005 as in Lightly; the official code has 0.0051
 * @param scale factor of the whole loss, by default 1
 * @param centered which C
 * @param replicas who shares the batch; mean, variance and C are those of the whole batch
 */
public record BarlowTwinsLoss(double lambda, double scale, boolean centered, Replicas replicas) implements PairLoss {
    private static final double VARIANCE_EPS = 1e-5; // batch norm's

    /** Checks λ and the scale. */
    public BarlowTwinsLoss {
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("lambda must be finite and at least 0, got " + lambda);
        }
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("scale must be finite and above 0, got " + scale);
        }
    }

    /** λ 0.005, no scale, centred. */
    public BarlowTwinsLoss() {
        this(0.005, 1);
    }

    /** Centred. */
    public BarlowTwinsLoss(double lambda, double scale) {
        this(lambda, scale, true, Replicas.ONE);
    }

    /**
     * The terms {@code invariance} and {@code redundancy}.
     *
     * @throws IllegalArgumentException for a batch of one, whose features don't vary
     */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Pairs.requireRows("BarlowTwinsLoss", z0, z1, replicas.size() == 1 ? 2 : 1);
        return Pairs.compute(z0, z1, this::formula);
    }

    private Loss formula(Tensor z0, Tensor z1) {
        Tensor a = columns(z0); // [N, D]
        Tensor b = columns(z1); // [N, D]
        Tensor diagonal = replicas.sum(a.mul(b).sum(0, false)); // [D]: the diagonal of C
        Tensor off = OffDiagonal.squares(a, b, diagonal, replicas);
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("invariance", diagonal.sub(1).square().sum().mul(scale));
        terms.put("redundancy", off.mul(scale * lambda));
        return Loss.of(terms);
    }

    /** Features of which one view's transposed times the other's is C, summed over the replicas: [N, D]. */
    private Tensor columns(Tensor z) {
        if (!centered) {
            return Columns.unit(z, replicas);
        }
        double n = (double) z.size(0) * replicas.size();
        Tensor mean = replicas.sum(z.sum(0, true)).div(n); // [1, D]
        Tensor deviation = z.sub(mean); // [N, D]
        Tensor variance = replicas.sum(deviation.square().sum(0, true)).div(n); // [1, D]
        return deviation.div(variance.add(VARIANCE_EPS).mul(n).sqrt());
    }
}
