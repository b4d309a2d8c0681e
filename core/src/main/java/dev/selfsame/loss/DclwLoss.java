package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;

/**
 * Decoupled contrastive learning with weights (Yeh et al. 2022, arXiv:2110.06848, section 3): {@link DclLoss} whose
 * positives count the more the less they agree, by a negative von Mises-Fisher function over the batch:
 *
 * <pre>{@code
 * wᵢ = 2 − exp(cos(z0ᵢ, z1ᵢ)/σ) / meanₖ exp(cos(z0ₖ, z1ₖ)/σ)
 * }</pre>
 *
 * <p>The weights have mean 1, lie above 2 − N and carry no gradient. Symmetric in its views.
 *
 * @param temperature τ, by default 0.1. Not almost 0.
 * @param sigma σ, by default 0.5; above 0, and not almost 0
 * @param replicas who shares the batch, over all of which the weights have mean 1
 */
public record DclwLoss(double temperature, double sigma, Replicas replicas) implements PairLoss {
    /** Checks temperature and σ. */
    public DclwLoss {
        Pairs.requireTemperature(temperature);
        Checks.requireAtLeast(1e-8, "sigma", sigma);
    }

    /** A temperature of 0.1, σ 0.5. */
    public DclwLoss() {
        this(0.1, 0.5);
    }

    /** One replica. */
    public DclwLoss(double temperature, double sigma) {
        this(temperature, sigma, Replicas.ONE);
    }

    /**
     * The term {@code contrastive}.
     *
     * @throws IllegalArgumentException for a batch of one, which has no negatives
     */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        DclLoss.requireNegatives("DclwLoss", z0, z1, replicas);
        return Pairs.compute(z0, z1, new DclLoss(temperature, this::weights, replicas)::formula);
    }

    private Tensor weights(Tensor anchors, Tensor positives) {
        long n = anchors.size(0);
        Tensor cosines = anchors.mul(positives).sum(1, false).detach(); // [N]
        Tensor all = replicas.gather(cosines); // [all]
        Tensor shares = Softmax.softmax(all.div(sigma), 0).narrow(0, replicas.rank() * n, n); // [N]
        return shares.mul(-(double) all.size(0)).add(2);
    }
}
