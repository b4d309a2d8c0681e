package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Tensor;
import java.util.List;

/**
 * The contrastive detection of DetCon-B (Hénaff et al. 2021, arXiv:2103.10957, section 3, with BYOL's networks): {@link
 * DetConSLoss} between the predictions of the online network and the projections of the target network.
 *
 * <p>The formula is that of DetCon-S, anchors from the predictions, positives and negatives from the targets. Gradients flow
 * into the predictions only.
 *
 * <p><b>Erratum.</b> Lightly does not detach the targets, which in the paper come from a moving average without gradients.
 * The values are the same.
 *
 * @param temperature τ, by default 0.1. Not almost 0.
 * @param replicas who shares the batch: negatives are those of all
 */
public record DetConBLoss(double temperature, Replicas replicas) {
    /** Checks the temperature. */
    public DetConBLoss {
        new RegionContrast(temperature, replicas);
    }

    /** τ 0.1. */
    public DetConBLoss() {
        this(0.1, Replicas.ONE);
    }

    /**
     * The term {@code contrastive}.
     *
     * @param predictions of regions in view 0 and in view 1: [B, M, D] each
     * @param targets of regions in view 0 and in view 1: [B, M, D] each
     * @param ids whose regions those of view 0 and of view 1 are: int64 [B, M] each
     */
    public Loss apply(List<Tensor> predictions, List<Tensor> targets, List<Tensor> ids) {
        for (List<Tensor> views : List.of(predictions, targets, ids)) {
            if (views.size() != 2) {
                throw new IllegalArgumentException("DetConBLoss wants two views, got " + views.size());
            }
        }
        return new RegionContrast(temperature, replicas).compute("DetConBLoss", predictions, targets, ids, true);
    }
}
