package dev.selfsame.nn;

import dev.selfsame.tensor.Convolution;
import dev.selfsame.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A two-dimensional convolution with square kernels: [N, in, H, W] → [N, out, H', W']. Parameters {@code weight}
 * [out, in / groups, kernel, kernel], at first normal with variance 2 / (out · kernel²) as in torchvision's ResNet, and
 * {@code bias} [out], at first 0.
 */
public final class Conv2d extends Layer {
    private final int in;
    private final int out;
    private final int kernel;
    private final int stride;
    private final int padding;
    private final int groups;
    private final Tensor weight;
    private final @Nullable Tensor bias;
    private @Nullable Tensor foldedWeight;
    private @Nullable Tensor foldedBias;

    /** Without bias, for use before a norm layer. */
    public Conv2d(int in, int out, int kernel, int stride, int padding) {
        this(in, out, kernel, stride, padding, false);
    }

    /**
     * A convolution.
     *
     * @param in channels that go in, at least 1
     * @param out channels that come out, at least 1
     * @param kernel side of the kernel, at least 1
     * @param stride step, at least 1
     * @param padding zeros round the image, at least 0
     * @param bias whether a bias is added
     */
    public Conv2d(int in, int out, int kernel, int stride, int padding, boolean bias) {
        this(in, out, kernel, stride, padding, 1, bias, kaiming(out, kernel), Init.constant(0));
    }

    /**
     * Without bias, in groups of channels that know nothing of each other.
     *
     * @param groups at least 1; they must divide both numbers of channels
     */
    public Conv2d(int in, int out, int kernel, int stride, int padding, int groups) {
        this(in, out, kernel, stride, padding, groups, false, kaiming(out, kernel), Init.constant(0));
    }

    /** With a bias and in groups: for use without a norm behind it. */
    static Conv2d withBias(int in, int out, int kernel, int stride, int padding, int groups) {
        return new Conv2d(in, out, kernel, stride, padding, groups, true, kaiming(out, kernel), Init.constant(0));
    }

    /** With other first values. */
    Conv2d(int in, int out, int kernel, int stride, int padding, int groups, boolean bias, Init first, Init firstBias) {
        this.in = Check.atLeast(1, "in", in);
        this.out = Check.atLeast(1, "out", out);
        this.kernel = Check.atLeast(1, "kernel", kernel);
        this.stride = Check.atLeast(1, "stride", stride);
        this.padding = Check.atLeast(0, "padding", padding);
        this.groups = Check.atLeast(1, "groups", groups);
        if (in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException("groups must divide the channels, got " + groups + " groups of " + in
                    + " channels in and " + out + " out");
        }
        this.weight = parameter("weight", first, out, in / groups, kernel, kernel);
        this.bias = bias ? parameter("bias", firstBias, out) : null;
    }

    /** What torchvision's residual networks start with. */
    static Init kaiming(int out, int kernel) {
        return Init.kaimingNormal((long) out * kernel * kernel);
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        if (x.rank() != 4 || x.size(1) != in) {
            throw new IllegalArgumentException(where() + " wants [N, " + in + ", H, W], got " + x);
        }
        Tensor kernels = foldedWeight;
        return kernels != null && !isTraining()
                ? Convolution.conv2d(x, kernels, foldedBias, stride, padding, 1, groups)
                : Convolution.conv2d(x, weight, bias, stride, padding, 1, groups);
    }

    /** The channels that come out. */
    int out() {
        return out;
    }

    /** From now on, in evaluation mode, does what a batch norm behind it would do. */
    void fold(BatchNorm.Affine norm) {
        unfold();
        float[] weights = weight.toFloats();
        float[] biases = bias == null ? new float[out] : bias.toFloats();
        int size = weights.length / out;
        for (int c = 0; c < out; c++) {
            for (int i = c * size; i < (c + 1) * size; i++) {
                weights[i] *= norm.scale().get(c);
            }
            biases[c] = biases[c] * norm.scale().get(c) + norm.offset().get(c);
        }
        foldedWeight = Tensor.of(weights, weight.shape()).to(weight.device()).unscoped();
        foldedBias = Tensor.of(biases, out).to(weight.device()).unscoped();
    }

    /** Lets go of {@link #fold}. */
    void unfold() {
        if (foldedWeight != null && foldedBias != null) {
            foldedWeight.close();
            foldedBias.close();
        }
        foldedWeight = null;
        foldedBias = null;
    }

    @Override
    public void close() {
        unfold();
        super.close();
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return to.conv2d(x, weight, bias, stride, padding, 1, groups);
    }

    @Override
    public String toString() {
        return "Conv2d(" + in + ", " + out + ", kernel " + kernel + ", stride " + stride + ", padding " + padding
                + (groups == 1 ? "" : ", " + groups + " groups")
                + (bias == null ? ")" : ", bias)");
    }
}
