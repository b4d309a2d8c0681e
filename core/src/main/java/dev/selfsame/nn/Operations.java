package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What networks are made of, operation by operation. A layer says in these words what its forward pass computes in
 * evaluation ({@link Layer#describe}); who implements them writes that into a file for another engine, or computes it.
 *
 * @param <V> what stands for a tensor on the way: the tensor itself, or its name in the file
 */
public interface Operations<V> {
    /** The side of the square images that this is for, for what is made for one size. */
    int imageSide();

    /** A parameter or buffer as a value: the tensor itself, not a copy, since it is known by its identity. */
    V weight(Tensor tensor);

    /**
     * A tensor that is computed now, since it depends on {@link #imageSide} but on no image.
     *
     * @param name of an identifier's kind, which no other constant has
     */
    V constant(String name, Tensor values);

    /**
     * A convolution: [N, C, H, W] → [N, out, H', W'].
     *
     * @param weight [out, C / groups, kernel, kernel]
     * @param bias [out], or null
     */
    V conv2d(V x, Tensor weight, @Nullable Tensor bias, int stride, int padding, int dilation, int groups);

    /** Batch normalisation of [N, C, ...] by statistics [C]: {@code (x − mean) / √(variance + eps) · weight + bias}. */
    V batchNorm(V x, Tensor weight, Tensor bias, Tensor mean, Tensor variance, double eps);

    /** Layer normalisation over the last dimension: weight and bias [D]. */
    V layerNorm(V x, Tensor weight, Tensor bias, double eps);

    /** {@code x Wᵀ + b}: [..., in] → [..., out]; weight [out, in], bias [out] or null. */
    V linear(V x, Tensor weight, @Nullable Tensor bias);

    /** {@code max(x, 0)}. */
    V relu(V x);

    /** {@code x Φ(x)}, exact. */
    V gelu(V x);

    /** The largest value of each window, with padding that never wins: [N, C, H, W] → [N, C, H', W']. */
    V maxPool2d(V x, int kernel, int stride, int padding);

    /**
     * The mean over dimensions.
     *
     * @param dims from 0, in rising order
     * @param keep whether they stay with length 1
     */
    V mean(V x, List<Integer> dims, boolean keep);

    /** The sum; dimensions of length 1 are repeated. */
    V add(V a, V b);

    /** The product of values; dimensions of length 1 are repeated. */
    V mul(V a, V b);

    /** Each value times a number. */
    V scale(V x, double factor);

    /** The product of the matrices in the last two dimensions. */
    V matmul(V a, V b);

    /** Shares that add up to 1 along a dimension, from 0. */
    V softmax(V x, int dim);

    /**
     * Other sides, the same values in the same order.
     *
     * @param sides 0 for the side that x has at this place, −1 (once at most) for what is left
     */
    V reshape(V x, long... sides);

    /** Dimensions in another order. */
    V permute(V x, int... order);

    /** One slice along a dimension, from 0, which vanishes. */
    V select(V x, int dim, long index);

    /** Slices {@code start} to {@code start + length − 1} along a dimension, from 0. */
    V narrow(V x, int dim, long start, long length);

    /** One after another along a dimension, from 0. */
    V concatenate(int dim, List<V> parts);

    /** x of [1, ...] once for each item of a batch of [N, ...]: [N, ...]. */
    V repeat(V x, V batch);

    /** Vectors of length 1 along the last dimension: {@code x / max(‖x‖₂, eps)}. */
    V unitLength(V x, double eps);
}
