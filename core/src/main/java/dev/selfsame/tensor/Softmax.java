package dev.selfsame.tensor;

import org.bytedeco.pytorch.global.torch;

/** Softmax and what is computed from it without overflow. */
public final class Softmax {
    private Softmax() {}

    /** {@code e^x / Σ e^x} along a dimension. */
    public static Tensor softmax(Tensor x, int dim) {
        return Op.of("softmax", () -> x.handle().softmax(dim), x);
    }

    /** The logarithm of the softmax along a dimension. */
    public static Tensor logSoftmax(Tensor x, int dim) {
        return Op.of("logSoftmax", () -> x.handle().log_softmax(dim), x);
    }

    /** {@code log Σ e^x} along a dimension, which goes, or stays with size 1. */
    public static Tensor logSumExp(Tensor x, int dim, boolean keep) {
        return Op.of("logSumExp", () -> x.handle().logsumexp(new long[] {dim}, keep), x);
    }

    /** {@code log(e^x + e^y)}, value by value. */
    public static Tensor logAddExp(Tensor x, Tensor y) {
        return Op.of("logAddExp", () -> torch.logaddexp(x.handle(), y.handle()), x, y);
    }

    /**
     * The mean cross-entropy of rows of scores against class numbers: a scalar.
     *
     * @param scores [n, classes]
     * @param targets int64 [n], each 0 to classes - 1
     */
    public static Tensor crossEntropy(Tensor scores, Tensor targets) {
        return Op.of(
                "crossEntropy", () -> torch.cross_entropy_loss(scores.handle(), targets.handle()), scores, targets);
    }
}
