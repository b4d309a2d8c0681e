package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * VIbCReg (Lee and Aune 2021, arXiv:2109.00783): {@link VicRegLoss} with a "better" covariance, in which each feature's
 * deviations from its mean are divided by their norm over the batch. What is made small are therefore correlations R,
 * from −1 to 1 at any size of the features:
 *
 * <pre>{@code
 * loss = λ s(Z0, Z1) + μ (v(Z0) + v(Z1)) + ν (c(Z0) + c(Z1))
 * s = mean of all (z0 − z1)²      v = mean over features i of max(0, 1 − √(Cᵢᵢ + 1e-4))      c = Σ_{i ≠ j} Rᵢⱼ² / D²
 * }</pre>
 *
 * <p>The terms are {@code invariance}, {@code variance} and {@code covariance}, weighted. Gradients flow into both
 * views; exchanging the views changes nothing. As in the official code (ML4ITS/vibcreg) and in solo-learn, both views'
 * variance terms are summed, where VICReg's code averages them, and c is a mean over all D² entries, the diagonal's
 * zeros among them. The paper has {@link dev.selfsame.nn.IterNorm} as the projector's last layer besides: that is the
 * method's.
 *
 * @param lambda λ, weight of the invariance, by default 25
 * @param mu μ, weight of the variance, by default 25
 * @param nu ν, weight of the covariance, by default 200
 * @param replicas who shares the batch; variance and correlation are those of the whole batch
 */
public record VibCRegLoss(double lambda, double mu, double nu, Replicas replicas) implements PairLoss {
    private static final double VARIANCE_EPS = 1e-4;

    /** Checks the weights. */
    public VibCRegLoss {
        Checks.requireAtLeast(0, "lambda", lambda);
        Checks.requireAtLeast(0, "mu", mu);
        Checks.requireAtLeast(0, "nu", nu);
    }

    /** 25, 25 and 200. */
    public VibCRegLoss() {
        this(25, 25, 200, Replicas.ONE);
    }

    /**
     * The terms {@code invariance}, {@code variance} and {@code covariance}.
     *
     * @throws IllegalArgumentException for a batch of one, whose features don't vary
     */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Pairs.requireRows("VibCRegLoss", z0, z1, replicas.size() == 1 ? 2 : 1);
        return Pairs.compute(z0, z1, this::formula);
    }

    private Loss formula(Tensor z0, Tensor z1) {
        Moments a = Moments.of(z0, replicas);
        Moments b = Moments.of(z1, replicas);
        Tensor variance = a.lackOfVariance(VARIANCE_EPS).add(b.lackOfVariance(VARIANCE_EPS));
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("invariance", z0.sub(z1).square().mean().mul(lambda));
        terms.put("variance", variance.mul(mu));
        terms.put("covariance", a.correlation().add(b.correlation()).mul(nu));
        return Loss.of(terms);
    }
}
