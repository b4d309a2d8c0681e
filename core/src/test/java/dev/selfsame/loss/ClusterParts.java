package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Parts of the clustering losses that golden values give apart, and what they draw. */
public final class ClusterParts {
    private ClusterParts() {}

    /** The probabilities by which MSN assigns queries to prototypes. */
    public static Tensor assignments(Tensor queries, Tensor prototypes, double temperature) {
        return SiameseClusters.sharpened(
                        new SiameseClusters(temperature, 0, Replicas.ONE).logits(queries, prototypes), 1)
                .exp();
    }

    /** MSN's sharpening. */
    public static Tensor sharpened(Tensor probabilities, double temperature) {
        return SiameseClusters.sharpened(probabilities.log(), temperature).exp();
    }

    /** The alignment of the patches with the smallest of the scores given. */
    public static Loss alignment(
            PatchKernelAlignment loss,
            Tensor student,
            Tensor teacher,
            @Nullable Tensor ignored,
            @Nullable Tensor scores) {
        return loss.apply(student, teacher, ignored, scores);
    }
}
