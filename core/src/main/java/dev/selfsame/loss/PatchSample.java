package dev.selfsame.loss;

import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Tensor;

/**
 * Patches of images, and how alike student and teacher find them.
 *
 * @param x features of the student: [B, N, D]
 * @param y features of the teacher: [B, N, D]
 * @param counts 1 for patches that count, 0 for others: [B, N, 1]
 */
record PatchSample(Tensor x, Tensor y, Tensor counts) {
    private static final double EPS = 1e-6;

    /** Those of each image with the smallest scores [B, N]; patches that don't count come last. */
    PatchSample smallest(Tensor scores, int tokens) {
        Tensor drawn = scores.to(x.dtype()).to(x.device());
        Tensor out = Compare.not(counts).reshape(drawn.shape()); // [B, N]
        Tensor order = Indexing.maskedFill(drawn, out, Double.POSITIVE_INFINITY).neg();
        Tensor chosen = Indexing.topK(order, tokens).indices().unsqueeze(2); // [B, tokens, 1]
        return new PatchSample(take(x, chosen), take(y, chosen), take(counts, chosen));
    }

    private static Tensor take(Tensor patches, Tensor chosen) {
        return Indexing.gather(patches, 1, chosen.expand(-1, -1, patches.size(2)));
    }

    /** The centred kernel alignment of each image: [B]. */
    Tensor alignment() {
        Tensor k = kernel(x); // [B, N, N]
        Tensor l = kernel(y); // [B, N, N]
        return sum(k.mul(l)).div(norm(k).mul(norm(l)));
    }

    /** 1 for images in which at least two patches count, else 0: [B]. */
    Tensor valid() {
        return Compare.gt(counts.sum(1, false).reshape(-1), 1.5).to(x.dtype());
    }

    /** Products of features less their mean over the patches that count; zero for the others. */
    private Tensor kernel(Tensor features) {
        Tensor sum = features.mul(counts).sum(1, true); // [B, 1, D]
        Tensor mean = sum.div(counts.sum(1, true).clampMin(1));
        Tensor centered = features.sub(mean).mul(counts); // [B, N, D]
        return centered.matmul(centered.transpose(1, 2));
    }

    /** Clamped before the root, whose slope at 0 is infinite. */
    private static Tensor norm(Tensor kernel) {
        return sum(kernel.square()).clampMin(EPS).sqrt();
    }

    private static Tensor sum(Tensor matrices) {
        return matrices.sum(2, false).sum(1, false);
    }
}
