package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The loss of Masked Siamese Networks (Assran et al. 2022, arXiv:2204.07141, section 3, eq. 1). Anchors, from masked
 * views, and targets are assigned to prototypes by the softmax of cosines over τ; anchors have to give the target's
 * assignment, and all assignments together have to use all K prototypes:
 *
 * <pre>{@code
 * p    = softmax(cos(anchor, prototypes)/τ)
 * q    = Sinkhorn(softmax(cos(target, prototypes)/(τ·T)))
 * loss = mean over V·N anchors of  −Σₖ qₖ log pₖ   +   λ ( log K + Σₖ p̄ₖ log p̄ₖ ),   p̄ = mean of p
 * }</pre>
 *
 * <p>T below 1 sharpens the targets. The second sum, without the constant log K, is minus the entropy of the mean. Gradients
 * flow into anchors and into prototypes, there through the anchors only; targets are constants. The official code can add
 * the mean entropy of p and releases it with weight 0, so it isn't here.
 *
 * <p><b>Erratum.</b> Lightly computes {@code log(p^(−q))}: where p vanishes (opposite vectors at τ 0.001, in float32 at
 * 0.01) its loss is infinite or NaN. Here p is never taken from its logarithm. Lightly's p̄ is each replica's own, the
 * paper's that of the whole batch.
 *
 * @param temperature τ, by default 0.1
 * @param iterations Sinkhorn's, by default 3; 0 leaves the targets as they are
 * @param regularization λ, by default 1
 * @param replicas who shares the batch; targets are balanced and p̄ is taken over the whole of it
 */
public record MsnLoss(double temperature, int iterations, double regularization, Replicas replicas) {
    /** T where a call names no other. */
    public static final double SHARPENING = 0.25;

    /** Checks the numbers. */
    public MsnLoss {
        new SiameseClusters(temperature, iterations, replicas);
        Checks.requireAtLeast(0, "regularization", regularization);
    }

    /** τ 0.1, three iterations, λ 1. */
    public MsnLoss() {
        this(0.1, 3, 1, Replicas.ONE);
    }

    /** With T 0.25. */
    public Loss apply(Tensor anchors, Tensor targets, Tensor prototypes) {
        return apply(anchors, targets, prototypes, SHARPENING);
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
        return clusters.compute("MsnLoss", List.of(anchors, targets, prototypes), sharpening, prediction -> {
            Map<String, Tensor> terms = new LinkedHashMap<>();
            terms.put("prediction", prediction.crossEntropy());
            if (regularization > 0) {
                Tensor logMean = clusters.logMean(prediction.logs()); // [K]
                Tensor entropy = logMean.exp().mul(logMean).sum().neg();
                terms.put(
                        "regularization",
                        entropy.neg().add(Math.log((double) logMean.count())).mul(regularization));
            }
            return Loss.of(terms);
        });
    }
}
