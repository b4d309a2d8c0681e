package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Variance, invariance and covariance of VICReg (Bardes, Ponce and LeCun 2022, arXiv:2105.04906, section 4.1, eq. 1 to
 * 6). For embeddings Z of a view, [N, D], with covariance C over the batch (divided by N − 1):
 *
 * <pre>{@code
 * loss = λ s(Z0, Z1) + μ ½ (v(Z0) + v(Z1)) + ν (c(Z0) + c(Z1))
 * s = mean of all (z0 − z1)²      v = mean over features i of max(0, 1 − √(Cᵢᵢ + eps))      c = Σ_{i ≠ j} Cᵢⱼ² / D
 * }</pre>
 *
 * <p>The terms are {@code invariance}, {@code variance} and {@code covariance}, weighted. Gradients flow into both
 * views; exchanging the views changes nothing. Invariance is a mean over the features too, and the variances are
 * averaged over the views while the covariances are summed: so the official code has it, with which λ = μ = 25 and ν =
 * 1 were found, and Lightly; equation 6 sums both.
 *
 * <p>Embeddings may have positions, [N, ..., D], as VICRegL has them: variance and covariance are taken over the batch at
 * each position, and averaged over positions.
 *
 * @param lambda λ, weight of the invariance, by default 25
 * @param mu μ, weight of the variance, by default 25
 * @param nu ν, weight of the covariance, by default 1
 * @param eps added to the variance, at least 0, by default 1e-4; with 0 a feature that doesn't vary has no finite gradient
 * @param replicas who shares the batch; variance and covariance are those of the whole batch
 */
public record VicRegLoss(double lambda, double mu, double nu, double eps, Replicas replicas) implements PairLoss {
    /** Checks the weights and eps. */
    public VicRegLoss {
        Checks.requireAtLeast(0, "lambda", lambda);
        Checks.requireAtLeast(0, "mu", mu);
        Checks.requireAtLeast(0, "nu", nu);
        Checks.requireAtLeast(0, "eps", eps);
    }

    /** 25, 25 and 1. */
    public VicRegLoss() {
        this(25, 25, 1);
    }

    /** With eps 1e-4. */
    public VicRegLoss(double lambda, double mu, double nu) {
        this(lambda, mu, nu, Replicas.ONE);
    }

    /** The usual eps of 1e-4. */
    public VicRegLoss(double lambda, double mu, double nu, Replicas replicas) {
        this(lambda, mu, nu, 1e-4, replicas);
    }

    /**
     * The terms {@code invariance}, {@code variance} and {@code covariance}.
     *
     * @param z0 embeddings of view 0: [N, D] or [N, ..., D]
     * @param z1 embeddings of view 1, likewise
     * @throws IllegalArgumentException for a batch of one, whose features don't vary
     */
    @Override
    public Loss apply(Tensor z0, Tensor z1) {
        Moments.require("VicRegLoss", z0, z1, replicas);
        return Pairs.compute(z0, z1, this::formula);
    }

    private Loss formula(Tensor z0, Tensor z1) {
        Moments a = Moments.of(z0, replicas);
        Moments b = Moments.of(z1, replicas);
        Map<String, Tensor> terms = new LinkedHashMap<>();
        terms.put("invariance", z0.sub(z1).square().mean().mul(lambda));
        terms.put("variance", a.lackOfVariance(eps).add(b.lackOfVariance(eps)).mul(mu / 2));
        terms.put("covariance", a.covariance().add(b.covariance()).mul(nu));
        return Loss.of(terms);
    }
}
