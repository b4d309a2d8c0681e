package dev.selfsame.tensor;

import java.util.Arrays;
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
     * Means of values, weighted by how well a query agrees with their keys: {@code softmax(Q Kᵀ / √d) V} (Vaswani et al.
     * 2017, arXiv:1706.03762, section 3.2.1), without the matrix of weights being kept.
     *
     * @param queries [N, heads, L, d], none of them 0
     * @param keys [N, heads, K, d], K at least 1
     * @param values [N, heads, K, d]
     * @return [N, heads, L, d]
     */
    public static Tensor attention(Tensor queries, Tensor keys, Tensor values) {
        requireHeads(queries, keys, values);
        return Op.of(
                "attention",
                () -> torch.scaled_dot_product_attention(queries.handle(), keys.handle(), values.handle()),
                queries,
                keys,
                values);
    }

    /** The kernels take what fits for granted. */
    private static void requireHeads(Tensor queries, Tensor keys, Tensor values) {
        long[] q = queries.shape();
        long[] k = keys.shape();
        boolean fits = q.length == 4
                && k.length == 4
                && queries.count() > 0
                && k[2] > 0
                && q[0] == k[0]
                && q[1] == k[1]
                && q[3] == k[3]
                && Arrays.equals(k, values.shape())
                && queries.dtype().isFloating()
                && queries.dtype() == keys.dtype()
                && queries.dtype() == values.dtype();
        if (!fits) {
            throw new IllegalArgumentException("attention wants queries [N, heads, L, d] and keys and values"
                    + " [N, heads, K, d] of one floating type, got " + queries + ", " + keys + " and " + values);
        }
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
