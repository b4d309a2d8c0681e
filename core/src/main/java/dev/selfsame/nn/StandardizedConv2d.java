package dev.selfsame.nn;

import dev.selfsame.tensor.Convolution;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;

/**
 * A two-dimensional convolution without bias whose weights are standardised at each use (Qiao et al. 2019,
 * arXiv:1903.10520, section 3): those of each output channel have mean 0 and variance 1, up to 1e-10 beside the variance,
 * which is the biased one, as in Big Transfer (Kolesnikov et al. 2020, arXiv:1912.11370). [N, in, H, W] → [N, out, H', W'].
 * Parameter {@code weight} [out, in / groups, kernel, kernel] as that of {@link Conv2d}; a norm has to follow.
 */
public final class StandardizedConv2d extends Layer {
    private static final double EPS = 1e-10;

    private final int in;
    private final int out;
    private final int kernel;
    private final int stride;
    private final int padding;
    private final int groups;
    private final Tensor weight;

    /**
     * A convolution.
     *
     * @param in channels that go in, at least 1
     * @param out channels that come out, at least 1
     * @param kernel side of the kernel, at least 1
     * @param stride step, at least 1
     * @param padding zeros round the image, at least 0
     * @param groups of channels that know nothing of each other, at least 1; they divide both numbers
     */
    public StandardizedConv2d(int in, int out, int kernel, int stride, int padding, int groups) {
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
        weight = parameter("weight", Conv2d.kaiming(out, kernel), out, in / groups, kernel, kernel);
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        if (x.rank() != 4 || x.size(1) != in) {
            throw new IllegalArgumentException(where() + " wants [N, " + in + ", H, W], got " + x);
        }
        try (Tensor standardized = standardized()) {
            return Convolution.conv2d(x, standardized, null, stride, padding, 1, groups);
        }
    }

    /** The weights as they are used: [out, in / groups, kernel, kernel]. */
    Tensor standardized() {
        try (Tensor rows = weight.reshape(out, -1);
                Tensor even = Norm.layerNorm(rows, null, null, EPS)) {
            return even.reshape(weight.shape());
        }
    }

    @Override
    public String toString() {
        return "StandardizedConv2d(" + in + ", " + out + ", kernel " + kernel + ", stride " + stride + ", padding "
                + padding + (groups == 1 ? ")" : ", " + groups + " groups)");
    }
}
