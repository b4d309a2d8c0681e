package dev.selfsame.tensor;

import org.bytedeco.pytorch.LongOptional;

/** Choosing values by index, by condition and by size. */
public final class Indexing {
    private Indexing() {}

    /** Largest values of each row along the last dimension, in falling order, and their indices (int64). */
    public record TopK(Tensor values, Tensor indices) {}

    /** The {@code k} largest values along the last dimension. */
    public static TopK topK(Tensor x, long k) {
        return Op.value(
                "topK",
                () -> {
                    var result = x.handle().topk(k);
                    return new TopK(
                            Op.adopt(new org.bytedeco.pytorch.Tensor(result.get0())),
                            Op.adopt(new org.bytedeco.pytorch.Tensor(result.get1())));
                },
                x);
    }

    /**
     * A view of a tensor's memory with steps of one's own: the value at [i, j, …] is that at {@code i·strides[0] +
     * j·strides[1] + …}. It has to lie within {@code x}.
     *
     * @param shape the sides
     * @param strides values between two neighbours of a dimension, one for each side
     */
    public static Tensor strided(Tensor x, long[] shape, long[] strides) {
        return Op.of("strided", () -> x.handle().as_strided(shape, strides), x);
    }

    /** The index of the largest value along a dimension, which goes: int64. */
    public static Tensor argMax(Tensor x, int dim) {
        return Op.of("argMax", () -> x.handle().argmax(new LongOptional(dim), false), x);
    }

    /** Where {@code condition} (bool) is true the values of {@code x}, elsewhere those of {@code other}. */
    public static Tensor where(Tensor condition, Tensor x, Tensor other) {
        requireBool("where", condition);
        return Op.of("where", () -> x.handle().where(condition.handle(), other.handle()), condition, x, other);
    }

    /** A copy of {@code x} with {@code value} where {@code mask} (bool) is true. */
    public static Tensor maskedFill(Tensor x, Tensor mask, double value) {
        requireBool("maskedFill", mask);
        return Op.of("maskedFill", () -> x.handle().masked_fill(mask.handle(), Op.scalar(value)), x, mask);
    }

    private static void requireBool(String operation, Tensor condition) {
        if (condition.dtype() != DType.BOOL) {
            throw new IllegalArgumentException(operation + " wants a condition of type bool, got " + condition);
        }
    }

    /** The entries of a dimension named by {@code indices} (int64 [k]). */
    public static Tensor select(Tensor x, int dim, Tensor indices) {
        return Op.of("select", () -> x.handle().index_select(dim, indices.handle()), x, indices);
    }

    /** One value an index: {@code out[i][j] = x[i][indices[i][j]]} for dimension 1. */
    public static Tensor gather(Tensor x, int dim, Tensor indices) {
        return Op.of("gather", () -> x.handle().gather(dim, indices.handle()), x, indices);
    }

    /**
     * A copy with other values in some places: {@code out[i][indices[i][j]] = source[i][j]} for dimension 1. Where indices
     * are alike, one of their values stays.
     */
    public static Tensor scatter(Tensor x, int dim, Tensor indices, Tensor source) {
        return Op.of("scatter", () -> x.handle().scatter(dim, indices.handle(), source.handle()), x, indices, source);
    }

    /** Adds the entries of {@code source} to those of {@code target} named by {@code indices} (int64 [n]). */
    public static Tensor addInPlace(Tensor target, int dim, Tensor indices, Tensor source) {
        return Op.inPlace(
                "addInPlace",
                () -> target.handle().index_add_(dim, indices.handle(), source.handle()),
                target,
                indices,
                source);
    }

    /** Writes the entries of {@code source} over those of {@code target} named by {@code indices} (int64 [n], no two alike). */
    public static Tensor copyInPlace(Tensor target, int dim, Tensor indices, Tensor source) {
        return Op.inPlace(
                "copyInPlace",
                () -> target.handle().index_copy_(dim, indices.handle(), source.handle()),
                target,
                indices,
                source);
    }

    /** Adds {@code source} value by value: {@code target[i][indices[i][j]] += source[i][j]} for dimension 1. */
    public static Tensor scatterAddInPlace(Tensor target, int dim, Tensor indices, Tensor source) {
        return Op.inPlace(
                "scatterAddInPlace",
                () -> target.handle().scatter_add_(dim, indices.handle(), source.handle()),
                target,
                indices,
                source);
    }
}
