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

    private static Init kaiming(int out, int kernel) {
        return Init.kaimingNormal((long) out * kernel * kernel);
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        if (x.rank() != 4 || x.size(1) != in) {
            throw new IllegalArgumentException(where() + " wants [N, " + in + ", H, W], got " + x);
        }
        return Convolution.conv2d(x, weight, bias, stride, padding, 1, groups);
    }

    @Override
    public String toString() {
        return "Conv2d(" + in + ", " + out + ", kernel " + kernel + ", stride " + stride + ", padding " + padding
                + (groups == 1 ? "" : ", " + groups + " groups")
                + (bias == null ? ")" : ", bias)");
    }
}
