package dev.selfsame.nn;

import dev.selfsame.tensor.Convolution;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Pointwise;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes what is described. */
record TensorOperations(int imageSide) implements Operations<Tensor> {
    @Override
    public Tensor constant(String name, Tensor values) {
        return values;
    }

    @Override
    public Tensor weight(Tensor tensor) {
        return tensor;
    }

    @Override
    public Tensor conv2d(
            Tensor x, Tensor weight, @Nullable Tensor bias, int stride, int padding, int dilation, int groups) {
        return Convolution.conv2d(x, weight, bias, stride, padding, dilation, groups);
    }

    @Override
    public Tensor batchNorm(Tensor x, Tensor weight, Tensor bias, Tensor mean, Tensor variance, double eps) {
        return Norm.batchNorm(x, weight, bias, mean, variance, false, 0, eps);
    }

    @Override
    public Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, double eps) {
        return Norm.layerNorm(x, weight, bias, eps);
    }

    @Override
    public Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return Norm.linear(x, weight, bias);
    }

    @Override
    public Tensor relu(Tensor x) {
        return x.relu();
    }

    @Override
    public Tensor gelu(Tensor x) {
        return Pointwise.gelu(x);
    }

    @Override
    public Tensor maxPool2d(Tensor x, int kernel, int stride, int padding) {
        return Convolution.maxPool2d(x, kernel, stride, padding);
    }

    @Override
    public Tensor mean(Tensor x, List<Integer> dims, boolean keep) {
        Tensor at = x;
        for (int i = dims.size() - 1; i >= 0; i--) {
            at = at.mean(dims.get(i), keep);
        }
        return at;
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return a.add(b);
    }

    @Override
    public Tensor mul(Tensor a, Tensor b) {
        return a.mul(b);
    }

    @Override
    public Tensor scale(Tensor x, double factor) {
        return x.mul(factor);
    }

    @Override
    public Tensor matmul(Tensor a, Tensor b) {
        return a.matmul(b);
    }

    @Override
    public Tensor softmax(Tensor x, int dim) {
        return Softmax.softmax(x, dim);
    }

    @Override
    public Tensor reshape(Tensor x, long... sides) {
        long[] all = sides.clone();
        for (int i = 0; i < all.length; i++) {
            all[i] = sides[i] == 0 ? x.size(i) : sides[i];
        }
        return x.reshape(all);
    }

    @Override
    public Tensor permute(Tensor x, int... order) {
        return x.permute(Arrays.stream(order).asLongStream().toArray());
    }

    @Override
    public Tensor select(Tensor x, int dim, long index) {
        return x.select(dim, index);
    }

    @Override
    public Tensor narrow(Tensor x, int dim, long start, long length) {
        return x.narrow(dim, start, length);
    }

    @Override
    public Tensor concatenate(int dim, List<Tensor> parts) {
        return Tensor.cat(parts, dim);
    }

    @Override
    public Tensor repeat(Tensor x, Tensor batch) {
        long[] shape = x.shape();
        shape[0] = batch.size(0);
        return x.expand(shape);
    }

    @Override
    public Tensor unitLength(Tensor x, double eps) {
        return Norm.l2(x, -1, eps);
    }
}
