package dev.selfsame.loss;

import dev.selfsame.tensor.Tensor;
import java.util.List;

/**
 * SimSiam's symmetric loss with its stop-gradient (Chen and He 2021, arXiv:2011.10566, eq. 4), from −1 to 1:
 *
 * <pre>{@code
 * loss = ½ D(p0, stopgrad(z1)) + ½ D(p1, stopgrad(z0)),  D = NegativeCosine
 * }</pre>
 *
 * @param distance D, by default with eps 1e-8
 */
public record SymmetricNegativeCosine(NegativeCosine distance) {
    /** D with its own defaults. */
    public SymmetricNegativeCosine() {
        this(new NegativeCosine());
    }

    /**
     * The term {@code similarity}; gradients reach the predictions only.
     *
     * @param p0 prediction from view 0: [N, D]
     * @param p1 prediction from view 1: [N, D]
     * @param z0 projection of view 0, which {@code p1} predicts: [N, D]
     * @param z1 projection of view 1, which {@code p0} predicts: [N, D]
     */
    public Loss apply(Tensor p0, Tensor p1, Tensor z0, Tensor z1) {
        return Inputs.compute(List.of(p0, p1, z0, z1), in -> {
            Loss forth = distance.apply(in.get(0), in.get(3).detach());
            Loss back = distance.apply(in.get(1), in.get(2).detach());
            return forth.add(back).mul(0.5);
        });
    }
}
