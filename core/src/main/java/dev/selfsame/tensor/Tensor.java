package dev.selfsame.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * An array of numbers in native memory, of any rank, with gradients. Operations make new tensors, except those that end
 * in {@code InPlace}. A dimension may be counted from the end: -1 is the last. Shapes broadcast as in PyTorch.
 *
 * <p>It belongs to the innermost {@link Scope} open when it was made and closes with it; without a scope its maker
 * closes it. Using a closed tensor, or one that another thread made, is an {@link IllegalStateException} that says so;
 * shapes and types that don't fit are a {@link TensorException} with the operation and the shapes.
 */
public final class Tensor implements AutoCloseable {
    private final org.bytedeco.pytorch.Tensor handle;
    private final Leaks.@Nullable Trace trace;
    private final Confinement confinement = new Confinement("tensor");
    private @Nullable Scope scope;
    private boolean closed;

    Tensor(org.bytedeco.pytorch.Tensor handle) {
        this.handle = handle;
        this.scope = Scope.innermost();
        this.trace = Leaks.made(this);
        if (scope != null) {
            scope.add(this);
        }
    }

    // ---- making ----

    /** Zeros. */
    public static Tensor zeros(DType dtype, long... shape) {
        Memory.count(shape);
        return Op.of("zeros", () -> torch.torch_zeros(shape, Memory.options(dtype)));
    }

    /** Ones. */
    public static Tensor ones(DType dtype, long... shape) {
        return full(dtype, 1, shape);
    }

    /** One value everywhere. */
    public static Tensor full(DType dtype, double value, long... shape) {
        Memory.count(shape);
        return Op.of("full", () -> torch.torch_full(shape, Op.scalar(value), Memory.options(dtype)));
    }

    /** The whole numbers 0 to {@code end - 1}: int64 [end]. */
    public static Tensor range(long end) {
        Memory.count(end);
        return Op.of("range", () -> torch.torch_arange(new Scalar(end), Memory.options(DType.INT64)));
    }

    /** A copy of {@code values} in row-major order: float32. */
    public static Tensor of(float[] values, long... shape) {
        Memory.requireCount(values.length, shape);
        return Op.of("of", () -> Memory.copyOf(new FloatPointer(values), DType.FLOAT32, shape));
    }

    /** A copy of {@code values} in row-major order: float64. */
    public static Tensor of(double[] values, long... shape) {
        Memory.requireCount(values.length, shape);
        return Op.of("of", () -> Memory.copyOf(new DoublePointer(values), DType.FLOAT64, shape));
    }

    /** A copy of {@code values} in row-major order: int64. */
    public static Tensor of(long[] values, long... shape) {
        Memory.requireCount(values.length, shape);
        return Op.of("of", () -> Memory.copyOf(new LongPointer(values), DType.INT64, shape));
    }

    /** A copy of {@code values} in row-major order: int32. */
    public static Tensor of(int[] values, long... shape) {
        Memory.requireCount(values.length, shape);
        return Op.of("of", () -> Memory.copyOf(new IntPointer(values), DType.INT32, shape));
    }

    /** A copy of raw bytes in row-major order and the machine's byte order. */
    public static Tensor of(byte[] bytes, DType dtype, long... shape) {
        Memory.requireBytes(bytes, dtype, shape);
        return Op.of("of", () -> Memory.copyOf(new BytePointer(bytes), dtype, shape));
    }

    /**
     * Shares the memory of a direct buffer from its position on, without copying. The buffer is held as long as a
     * tensor uses it; who writes into it meanwhile changes the values.
     */
    public static Tensor wrap(ByteBuffer buffer, DType dtype, long... shape) {
        return Shared.tensor(buffer, dtype, shape);
    }

    /** Joins tensors along a dimension that exists. */
    public static Tensor cat(List<Tensor> tensors, int dim) {
        return Op.of("cat", () -> torch.cat(Op.vector(tensors), dim), Op.array(tensors));
    }

    /** Joins tensors of one shape along a new dimension. */
    public static Tensor stack(List<Tensor> tensors, int dim) {
        return Op.of("stack", () -> torch.stack(Op.vector(tensors), dim), Op.array(tensors));
    }

    // ---- what it is ----

    /** The sides, outermost first. */
    public long[] shape() {
        requireUsable("shape");
        long[] shape = new long[(int) handle.dim()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = handle.size(i);
        }
        return shape;
    }

    /** The size of one dimension. */
    public long size(int dim) {
        requireUsable("size");
        long rank = handle.dim();
        if (dim < -rank || dim >= rank) {
            throw new IndexOutOfBoundsException("dimension " + dim + " of a tensor of rank " + rank);
        }
        return handle.size(dim);
    }

    /** The number of dimensions. */
    public int rank() {
        requireUsable("rank");
        return (int) handle.dim();
    }

    /** The number of values. */
    public long count() {
        requireUsable("count");
        return handle.numel();
    }

    /** The type of the values. */
    public DType dtype() {
        requireUsable("dtype");
        return DType.of(handle.scalar_type());
    }

    /** Where the values are. */
    public Device device() {
        return Op.value(
                "device",
                () -> handle.is_cuda() ? new Device("cuda", handle.device().index()) : Device.CPU,
                this);
    }

    /** Whether gradients reach this tensor. */
    public boolean requiresGradient() {
        requireUsable("requiresGradient");
        return handle.requires_grad();
    }

    /** Whether the values lie in row-major order without gaps. */
    public boolean isContiguous() {
        requireUsable("isContiguous");
        return handle.is_contiguous();
    }

    // ---- arithmetic ----

    /** {@code this + other}. */
    public Tensor add(Tensor other) {
        return Op.of("add", () -> handle.add(other.handle), this, other);
    }

    /** {@code this + value}. */
    public Tensor add(double value) {
        return Op.of("add", () -> handle.add(Op.scalar(value)), this);
    }

    /** {@code this - other}. */
    public Tensor sub(Tensor other) {
        return Op.of("sub", () -> handle.sub(other.handle), this, other);
    }

    /** {@code this - value}. */
    public Tensor sub(double value) {
        return add(-value);
    }

    /** {@code this * other}, value by value. */
    public Tensor mul(Tensor other) {
        return Op.of("mul", () -> handle.mul(other.handle), this, other);
    }

    /** {@code this * value}. */
    public Tensor mul(double value) {
        return Op.of("mul", () -> handle.mul(Op.scalar(value)), this);
    }

    /** {@code this / other}, value by value. */
    public Tensor div(Tensor other) {
        return Op.of("div", () -> handle.div(other.handle), this, other);
    }

    /** {@code this / value}. */
    public Tensor div(double value) {
        return Op.of("div", () -> handle.div(Op.scalar(value)), this);
    }

    /** {@code -this}. */
    public Tensor neg() {
        return Op.of("neg", handle::neg, this);
    }

    /** {@code |this|}. */
    public Tensor abs() {
        return Op.of("abs", handle::abs, this);
    }

    /** {@code this²}. */
    public Tensor square() {
        return Op.of("square", handle::square, this);
    }

    /** The square root. */
    public Tensor sqrt() {
        return Op.of("sqrt", handle::sqrt, this);
    }

    /** {@code this} to a power. */
    public Tensor pow(double exponent) {
        return Op.of("pow", () -> handle.pow(Op.scalar(exponent)), this);
    }

    /** {@code e^this}. */
    public Tensor exp() {
        return Op.of("exp", handle::exp, this);
    }

    /** The natural logarithm. */
    public Tensor log() {
        return Op.of("log", handle::log, this);
    }

    /** {@code max(this, 0)}. */
    public Tensor relu() {
        return Op.of("relu", handle::relu, this);
    }

    /** Values below {@code low} become {@code low}. */
    public Tensor clampMin(double low) {
        return Op.of("clampMin", () -> handle.clamp_min(Op.scalar(low)), this);
    }

    /** Values outside [low, high] become the bound. */
    public Tensor clamp(double low, double high) {
        return Op.of(
                "clamp",
                () -> handle.clamp(new ScalarOptional(Op.scalar(low)), new ScalarOptional(Op.scalar(high))),
                this);
    }

    /** The matrix product: [..., n, k] × [..., k, m] → [..., n, m]. */
    public Tensor matmul(Tensor other) {
        return Op.of("matmul", () -> handle.matmul(other.handle), this, other);
    }

    // ---- reducing ----

    /** The sum of all values: a scalar. */
    public Tensor sum() {
        return Op.of("sum", () -> handle.sum(), this);
    }

    /** The sum along a dimension, which goes, or stays with size 1. */
    public Tensor sum(int dim, boolean keep) {
        return Op.of("sum", () -> handle.sum(new long[] {dim}, keep, new ScalarTypeOptional()), this);
    }

    /** The mean of all values: a scalar. */
    public Tensor mean() {
        return Op.of("mean", () -> handle.mean(), this);
    }

    /** The mean along a dimension, which goes, or stays with size 1. */
    public Tensor mean(int dim, boolean keep) {
        return Op.of("mean", () -> handle.mean(new long[] {dim}, keep, new ScalarTypeOptional()), this);
    }

    /** The variance along a dimension: divided by n - 1 if unbiased (n at least 2), else by n. */
    public Tensor variance(int dim, boolean unbiased, boolean keep) {
        requireFreedom("variance", dim, unbiased);
        return Op.of("variance", () -> handle.var(new long[] {dim}, unbiased, keep), this);
    }

    /** The standard deviation along a dimension: divided by n - 1 if unbiased (n at least 2), else by n. */
    public Tensor std(int dim, boolean unbiased, boolean keep) {
        requireFreedom("std", dim, unbiased);
        return Op.of("std", () -> handle.std(new long[] {dim}, unbiased, keep), this);
    }

    private void requireFreedom(String operation, int dim, boolean unbiased) {
        if (size(dim) < (unbiased ? 2 : 1) || count() == 0) {
            throw new IllegalArgumentException(operation + " along dimension " + dim + " of " + this + " is undefined");
        }
    }

    /** The largest value along a dimension. */
    public Tensor max(int dim, boolean keep) {
        return Op.of("max", () -> handle.amax(new long[] {dim}, keep), this);
    }

    /** The Euclidean norm of all values: a scalar. */
    public Tensor norm() {
        return Op.of("norm", () -> handle.norm(), this);
    }

    /** The Euclidean norm along a dimension. */
    public Tensor norm(int dim, boolean keep) {
        return Op.of("norm", () -> handle.norm(new ScalarOptional(Op.scalar(2)), new long[] {dim}, keep), this);
    }

    // ---- reshaping ----

    /** The same values in another shape; one side may be -1. */
    public Tensor reshape(long... shape) {
        return Op.of("reshape", () -> handle.reshape(shape), this);
    }

    /** Joins the dimensions from {@code start} on into one. */
    public Tensor flatten(int start) {
        return Op.of("flatten", () -> handle.flatten(start, -1), this);
    }

    /** The dimensions in another order. */
    public Tensor permute(long... order) {
        return Op.of("permute", () -> handle.permute(order), this);
    }

    /** Two dimensions swapped. */
    public Tensor transpose(int first, int second) {
        return Op.of("transpose", () -> handle.transpose(first, second), this);
    }

    /** A matrix transposed. */
    public Tensor t() {
        return Op.of("t", handle::t, this);
    }

    /** A new dimension of size 1. */
    public Tensor unsqueeze(int dim) {
        return Op.of("unsqueeze", () -> handle.unsqueeze(dim), this);
    }

    /** Without a dimension of size 1. */
    public Tensor squeeze(int dim) {
        return Op.of("squeeze", () -> handle.squeeze(dim), this);
    }

    /** {@code length} entries of a dimension from {@code start} on. */
    public Tensor narrow(int dim, long start, long length) {
        return Op.of("narrow", () -> handle.narrow(dim, start, length), this);
    }

    /** One entry of a dimension, which goes. */
    public Tensor select(int dim, long index) {
        return Op.of("select", () -> handle.select(dim, index), this);
    }

    /** Repeats dimensions of size 1 without copying; -1 leaves a side as it is. */
    public Tensor expand(long... shape) {
        return Op.of("expand", () -> handle.expand(shape), this);
    }

    // ---- changing in place ----

    /** Adds {@code scale * other}. */
    public Tensor addInPlace(Tensor other, double scale) {
        return Op.inPlace("addInPlace", () -> handle.add_(other.handle, Op.scalar(scale)), this, other);
    }

    /** Multiplies by a number. */
    public Tensor mulInPlace(double value) {
        return Op.inPlace("mulInPlace", () -> handle.mul_(Op.scalar(value)), this);
    }

    /** {@code max(this, 0)}. */
    public Tensor reluInPlace() {
        return Op.inPlace("reluInPlace", () -> handle.relu_(), this);
    }

    /** Sets every value. */
    public Tensor fillInPlace(double value) {
        return Op.inPlace("fillInPlace", () -> handle.fill_(Op.scalar(value)), this);
    }

    /** Takes over the values of {@code other}, broadcast and converted. */
    public Tensor copyInPlace(Tensor other) {
        return Op.inPlace("copyInPlace", () -> handle.copy_(other.handle), this, other);
    }

    // ---- converting ----

    /** In another type; the tensor itself shared where it has that type. */
    public Tensor to(DType dtype) {
        return Op.of("to", () -> handle.to(dtype.scalarType), this);
    }

    /** On another device; the tensor itself shared where it is there. */
    public Tensor to(Device device) {
        return Op.of(
                "to", () -> handle.to(new org.bytedeco.pytorch.Device(device.toString()), handle.scalar_type()), this);
    }

    /** In row-major order. */
    public Tensor contiguous() {
        return Op.of("contiguous", () -> handle.contiguous(), this);
    }

    /** [N, C, H, W] with the channels of a pixel side by side in memory, as convolutions like it. */
    public Tensor channelsLast() {
        return Op.of("channelsLast", () -> handle.contiguous(torch.MemoryFormat.ChannelsLast), this);
    }

    /** A copy that shares nothing; gradients flow through. */
    public Tensor copy() {
        return Op.of("copy", () -> handle.clone(), this);
    }

    // ---- gradients ----

    /** The same values without history: gradients stop here. */
    public Tensor detach() {
        return Op.of("detach", handle::detach, this);
    }

    /** Whether gradients are collected here from now on; only for floating tensors without history. */
    public Tensor requireGradient(boolean require) {
        return Op.inPlace("requireGradient", () -> handle.requires_grad_(require), this);
    }

    /** Adds the gradient of this scalar to every tensor that it came from and that collects gradients. */
    public void backward() {
        Op.inPlace("backward", () -> handle.backward(), this);
    }

    /** Adds the gradient of {@code Σ this * weights}; {@code weights} has the shape of this. */
    public void backward(Tensor weights) {
        Op.inPlace(
                "backward",
                () -> handle.backward(weights.handle, new BoolOptional(), false, new TensorArrayRefOptional()),
                this,
                weights);
    }

    /** The gradient collected so far, sharing its memory, or null if there is none. */
    public @Nullable Tensor gradient() {
        return Op.<@Nullable Tensor>value(
                "gradient",
                () -> {
                    if (!handle.is_leaf()) { // asking would print a warning
                        return null;
                    }
                    org.bytedeco.pytorch.Tensor gradient = handle.grad();
                    return gradient.defined() ? Op.adopt(new org.bytedeco.pytorch.Tensor(gradient)) : null;
                },
                this);
    }

    /** Forgets the gradient collected so far. */
    public void clearGradient() {
        Op.inPlace("clearGradient", () -> handle.mutable_grad().reset(), this);
    }

    // ---- reading ----

    /** The value of a tensor with one value. */
    public double item() {
        return Op.value(
                "item", () -> handle.detach().to(torch.ScalarType.Double).item_double(), this);
    }

    /** A copy of all values in row-major order, as float. */
    public float[] toFloats() {
        return Op.value("toFloats", () -> Memory.floats(handle), this);
    }

    /** A copy of all values in row-major order, as double. */
    public double[] toDoubles() {
        return Op.value("toDoubles", () -> Memory.doubles(handle), this);
    }

    /** A copy of all values in row-major order, as long; fractions are cut. */
    public long[] toLongs() {
        return Op.value("toLongs", () -> Memory.longs(handle), this);
    }

    /** A copy of all values in row-major order, as int; fractions are cut. */
    public int[] toInts() {
        return Op.value("toInts", () -> Memory.ints(handle), this);
    }

    /** A copy of the raw bytes in row-major order and the machine's byte order. */
    public byte[] toBytes() {
        return Op.value("toBytes", () -> Memory.bytes(handle, dtype()), this);
    }

    // ---- life ----

    /** Takes this out of every scope: it lives until {@link #close}. */
    public Tensor unscoped() {
        requireUsable("unscoped");
        moveTo(null);
        return this;
    }

    /** Takes this out of every scope and lets the next thread that uses it own it. */
    public Tensor handOver() {
        unscoped();
        confinement.handOver();
        return this;
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** Frees the native memory, as far as no other tensor or gradient shares it; does nothing the second time. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        requireUsable("close");
        closed = true;
        Leaks.closed(trace);
        moveTo(null);
        handle.close();
    }

    /** Type, shape and, where it has up to eight values, the values. */
    @Override
    public String toString() {
        if (closed) {
            return "closed tensor";
        }
        if (!confinement.isHere()) {
            return "tensor of " + confinement;
        }
        String what = dtype() + Arrays.toString(shape());
        return count() <= 8 ? what + " " + Arrays.toString(toDoubles()) : what;
    }

    org.bytedeco.pytorch.Tensor handle() {
        return handle;
    }

    @Nullable
    Scope scope() {
        return scope;
    }

    void moveTo(@Nullable Scope newScope) {
        if (scope != null) {
            scope.remove();
        }
        scope = newScope;
        if (newScope != null) {
            newScope.add(this);
        }
    }

    void requireUsable(String operation) {
        if (closed) {
            throw new IllegalStateException(operation + ": the tensor is closed"
                    + (trace == null
                            ? "; -Dselfsame.leaks=full tells where it was made and closed"
                            : " (" + trace.describe() + ")"));
        }
        confinement.require(operation);
    }
}
