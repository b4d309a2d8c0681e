package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Tensor;
import java.util.List;

/**
 * The contrastive detection of DetCon-S (Hénaff et al. 2021, arXiv:2103.10957, section 3): {@link NtXent} over
 * regions instead of images. Each image has M features in each view, pooled over the masks of regions, with the regions'
 * ids; features of one region in both views attract each other, those of other regions and images repel:
 *
 * <pre>{@code
 * loss = Σ over both directions, mean over B·M regions i of one view, of
 *        wᵢ · mean over i's positives j of  −log( exp(cos(vᵢ, vⱼ)/τ) / Σₖ exp(cos(vᵢ, vₖ)/τ) )
 * }</pre>
 *
 * <p>Positives of i are the regions of the same id in the other view of its image; k is every region of all images, of both
 * views, but for those of i's id in its own view. A region without a positive has weight 0; masks are drawn with repetition,
 * so a region that is there n times has weight 1/n. Gradients flow into both views. {@link DetConBLoss} predicts instead.
 *
 * @param temperature τ, by default 0.1. Not almost 0.
 * @param replicas who shares the batch: negatives are those of all
 */
public record DetConSLoss(double temperature, Replicas replicas) {
    /** Checks the temperature. */
    public DetConSLoss {
        new RegionContrast(temperature, replicas);
    }

    /** τ 0.1. */
    public DetConSLoss() {
        this(0.1, Replicas.ONE);
    }

    /**
     * The term {@code contrastive}.
     *
     * @param view0 features of regions in view 0: [B, M, D]
     * @param view1 features of regions in view 1: [B, M, D]
     * @param ids0 whose regions those of view 0 are: int64 [B, M]
     * @param ids1 whose regions those of view 1 are: int64 [B, M]
     */
    public Loss apply(Tensor view0, Tensor view1, Tensor ids0, Tensor ids1) {
        return new RegionContrast(temperature, replicas)
                .compute("DetConSLoss", List.of(view0, view1), List.of(view0, view1), List.of(ids0, ids1), false);
    }
}
