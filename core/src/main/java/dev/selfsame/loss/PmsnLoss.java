package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link MsnLoss} with a prior of one's own choice (PMSN: Assran et al. 2022, "The Hidden Uniform Cluster Prior in
 * Self-Supervised Learning", arXiv:2210.07277): where MSN wants all prototypes used alike, which suits balanced
 * data, the mean assignment p̄ has to follow the distribution π:
 *
 * <pre>{@code
 * loss = mean over V·N anchors of  −Σₖ qₖ log pₖ   +   λ KL(p̄ ‖ π)
 * }</pre>
 *
 * <p>By default π is a power law, {@code πₖ ∝ k^(−0.25)}. For a uniform π this is MSN's loss. Gradients flow as there.
 *
 * <p><b>Erratum.</b> Lightly computes the other divergence, {@code KL(π ‖ p̄)}, though the paper, and Lightly's own
 * description of its custom distribution, have {@code KL(p̄ ‖ π)}: only that makes MSN the case of a uniform π. {@link
 * Divergence#FROM_PRIOR} gives Lightly's. Its logarithm of a vanished p, and its p̄, are as told at {@link MsnLoss}.
 *
 * @param temperature τ, by default 0.1
 * @param iterations Sinkhorn's, by default 3; 0 leaves the targets as they are
 * @param regularization λ, by default 1
 * @param prior π
 * @param divergence which way round
 * @param replicas who shares the batch; targets are balanced and p̄ is taken over the whole of it
 */
public record PmsnLoss(
        double temperature,
        int iterations,
        double regularization,
        Prior prior,
        Divergence divergence,
        Replicas replicas) {

    /** A distribution over the prototypes. */
    @FunctionalInterface
    public interface Prior {
        /**
         * The distribution, above 0 and of sum 1: [K].
         *
         * @param mean p̄, the mean assignment: [K] without gradient
         */
        Tensor of(Tensor mean);
    }

    /** {@code πₖ ∝ k^(−exponent)}, k from 1 on. */
    public record PowerLaw(double exponent) implements Prior {
        @Override
        public Tensor of(Tensor mean) {
            Tensor rank = Tensor.range(mean.count())
                    .to(mean.dtype())
                    .to(mean.device())
                    .add(1);
            Tensor weights = rank.pow(-exponent);
            return weights.div(weights.sum());
        }
    }

    /** Which of both distributions the logarithm's mean is taken over. */
    public enum Divergence {
        /** {@code KL(p̄ ‖ π) = Σ p̄ log(p̄/π)}, the paper's. */
        TO_PRIOR,
        /** {@code KL(π ‖ p̄) = Σ π log(π/p̄)}, Lightly's. */
        FROM_PRIOR
    }

    /** Checks the numbers. */
    public PmsnLoss {
        new SiameseClusters(temperature, iterations, replicas);
        Checks.requireAtLeast(0, "regularization", regularization);
    }

    /** τ 0.1, three iterations, λ 1, a power law of exponent 0.25. */
    public PmsnLoss() {
        this(new PowerLaw(0.25));
    }

    /** τ 0.1, three iterations, λ 1. */
    public PmsnLoss(Prior prior) {
        this(0.1, 3, 1, prior, Divergence.TO_PRIOR, Replicas.ONE);
    }

    /** With T 0.25. */
    public Loss apply(Tensor anchors, Tensor targets, Tensor prototypes) {
        return apply(anchors, targets, prototypes, MsnLoss.SHARPENING);
    }

    /**
     * The terms {@code prediction} and {@code regularization}.
     *
     * @param anchors embeddings of V masked views, one view after the other: [V · N, D]
     * @param targets embeddings of the target view: [N, D]
     * @param prototypes [K, D]
     * @param sharpening T, above 0
     */
    public Loss apply(Tensor anchors, Tensor targets, Tensor prototypes, double sharpening) {
        SiameseClusters clusters = new SiameseClusters(temperature, iterations, replicas);
        return clusters.compute("PmsnLoss", List.of(anchors, targets, prototypes), sharpening, prediction -> {
            Map<String, Tensor> terms = new LinkedHashMap<>();
            terms.put("prediction", prediction.crossEntropy());
            if (regularization > 0) {
                Tensor logMean = clusters.logMean(prediction.logs()); // [K]
                terms.put("regularization", divergence(logMean).mul(regularization));
            }
            return Loss.of(terms);
        });
    }

    private Tensor divergence(Tensor logMean) {
        Tensor logPrior = logPrior(logMean.detach().exp()); // [K]
        Tensor difference = logMean.sub(logPrior);
        return switch (divergence) {
            case TO_PRIOR -> logMean.exp().mul(difference).sum();
            case FROM_PRIOR -> logPrior.exp().mul(difference).sum().neg();
        };
    }

    private Tensor logPrior(Tensor mean) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor target = prior.of(mean);
            Checks.requireShape("PmsnLoss", "a prior", target, mean.count());
            if (!Compare.all(Compare.gt(target, 0)) || !(Math.abs(target.sum().item() - 1) < 1e-3)) {
                throw new IllegalArgumentException("PmsnLoss wants a prior above 0 of sum 1, got " + target);
            }
            return scope.keep(target.detach().to(mean.dtype()).log());
        }
    }
}
