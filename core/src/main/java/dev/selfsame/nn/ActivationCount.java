package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a pass with gradients keeps of one image for the way back, about, in numbers: the outputs of the operations.
 * ReLU works in place; attention is computed piece by piece and never holds its L × L shares; views of a tensor are it.
 * What stands for a tensor is its shape.
 */
final class ActivationCount implements Operations<long[]> {
    private final int imageSide;
    private long numbers;

    /** Of square images of a side. */
    ActivationCount(int imageSide) {
        this.imageSide = imageSide;
    }

    /** So far. */
    long numbers() {
        return numbers;
    }

    private long[] kept(long... shape) {
        numbers += product(shape);
        return shape;
    }

    private static long product(long... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    @Override
    public int imageSide() {
        return imageSide;
    }

    @Override
    public long[] weight(Tensor tensor) {
        return tensor.shape();
    }

    @Override
    public long[] constant(String name, Tensor values) {
        return values.shape();
    }

    @Override
    public long[] conv2d(
            long[] x, Tensor weight, @Nullable Tensor bias, int stride, int padding, int dilation, int groups) {
        long reach = dilation * (weight.size(2) - 1) + 1;
        return kept(x[0], weight.size(0), places(x[2], reach, stride, padding), places(x[3], reach, stride, padding));
    }

    private static long places(long side, long reach, int stride, int padding) {
        return (side + 2L * padding - reach) / stride + 1;
    }

    @Override
    public long[] batchNorm(long[] x, Tensor weight, Tensor bias, Tensor mean, Tensor variance, double eps) {
        return kept(x);
    }

    @Override
    public long[] layerNorm(long[] x, Tensor weight, Tensor bias, double eps) {
        return kept(x);
    }

    @Override
    public long[] linear(long[] x, Tensor weight, @Nullable Tensor bias) {
        long[] shape = x.clone();
        shape[shape.length - 1] = weight.size(0);
        return kept(shape);
    }

    @Override
    public long[] relu(long[] x) {
        return x;
    }

    @Override
    public long[] gelu(long[] x) {
        return kept(x);
    }

    @Override
    public long[] maxPool2d(long[] x, int kernel, int stride, int padding) {
        long[] shape = kept(x[0], x[1], places(x[2], kernel, stride, padding), places(x[3], kernel, stride, padding));
        numbers += 2 * product(shape); // places of the largest, 64 bits each
        return shape;
    }

    @Override
    public long[] mean(long[] x, List<Integer> dims, boolean keep) {
        long[] shape = x.clone();
        dims.forEach(dim -> shape[dim] = 1);
        kept(shape);
        return keep ? shape : without(shape, dims);
    }

    private static long[] without(long[] shape, List<Integer> dims) {
        long[] rest = new long[shape.length - dims.size()];
        int next = 0;
        for (int dim = 0; dim < shape.length; dim++) {
            if (!dims.contains(dim)) {
                rest[next++] = shape[dim];
            }
        }
        return rest;
    }

    @Override
    public long[] add(long[] a, long[] b) {
        return kept(together(a, b));
    }

    @Override
    public long[] mul(long[] a, long[] b) {
        return kept(together(a, b));
    }

    /** Where one of them has length 1, or none, it is repeated. */
    private static long[] together(long[] a, long[] b) {
        long[] shape = a.length < b.length ? b.clone() : a.clone();
        long[] other = a.length < b.length ? a : b;
        int offset = shape.length - other.length;
        for (int dim = 0; dim < other.length; dim++) {
            shape[offset + dim] = Math.max(shape[offset + dim], other[dim]);
        }
        return shape;
    }

    @Override
    public long[] scale(long[] x, double factor) {
        return x;
    }

    @Override
    public long[] matmul(long[] a, long[] b) {
        long[] shape = a.clone();
        shape[shape.length - 1] = b[b.length - 1];
        numbers += Math.min(product(shape), product(a));
        return shape;
    }

    @Override
    public long[] softmax(long[] x, int dim) {
        return x;
    }

    @Override
    public long[] reshape(long[] x, long... sides) {
        long[] shape = sides.clone();
        int open = -1;
        for (int dim = 0; dim < shape.length; dim++) {
            if (shape[dim] == 0) {
                shape[dim] = x[dim];
            } else if (shape[dim] < 0) {
                shape[dim] = 1;
                open = dim;
            }
        }
        if (open >= 0) {
            shape[open] = product(x) / product(shape);
        }
        return shape;
    }

    @Override
    public long[] permute(long[] x, int... order) {
        return Arrays.stream(order).mapToLong(dim -> x[dim]).toArray();
    }

    @Override
    public long[] select(long[] x, int dim, long index) {
        return without(x, List.of(dim));
    }

    @Override
    public long[] narrow(long[] x, int dim, long start, long length) {
        long[] shape = x.clone();
        shape[dim] = length;
        return shape;
    }

    @Override
    public long[] concatenate(int dim, List<long[]> parts) {
        long[] shape = parts.get(0).clone();
        shape[dim] = parts.stream().mapToLong(part -> part[dim]).sum();
        return kept(shape);
    }

    @Override
    public long[] repeat(long[] x, long[] batch) {
        long[] shape = x.clone();
        shape[0] = batch[0];
        return shape;
    }

    @Override
    public long[] unitLength(long[] x, double eps) {
        return kept(x);
    }
}
