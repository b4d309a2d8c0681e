package dev.selfsame.loss;

import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;

/**
 * BYOL's mean squared error of normalised vectors (Grill et al. 2020, arXiv:2006.07733, eq. 2), from 0 to 4:
 *
 * <pre>{@code
 * loss = mean over N rows of  ‖p/‖p‖ − z/‖z‖‖² = 2 − 2 cos(p, z)
 * }</pre>
 *
 * <p>The paper adds both directions: {@code apply(p0, z1).add(apply(p1, z0))}, with the targets z detached.
 *
 * <p><b>Beside {@link NegativeCosine}:</b> {@code NormalizedMse = 2 + 2 · NegativeCosine}. The constant has no
 * gradient, the factor does: gradients are twice as large. The paper's sum of both directions against Lightly's and
 * SimSiam's mean, {@code ½ (D(p0, z1) + D(p1, z0))}, makes it {@code 4 + 4 · NegativeCosine}, gradients four times as
 * large. With plain SGD a learning rate found for one form is therefore divided by four for the other, beside an
 * unchanged weight decay; LARS (on the parameters that it adapts) and Adam divide by the size of the gradient and hardly
 * feel the factor.
 *
 * <p>The squared difference is computed as such, since 2 − 2 cos loses its digits where the vectors almost agree.
 */
public record NormalizedMse() implements PairLoss {
    /**
     * The term {@code prediction}.
     *
     * @param z0 predictions: [N, D]
     * @param z1 targets, detached by the method: [N, D]
     */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Pairs.requireRows("NormalizedMse", z0, z1, 1);
        return Pairs.compute(z0, z1, (p, z) -> {
            Tensor difference = Norm.l2(p).sub(Norm.l2(z)); // [N, D]
            return Loss.of("prediction", difference.square().sum(1, false).mean());
        });
    }
}
