package dev.selfsame.nn;

import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;

/**
 * Group normalisation (Wu and He 2018, arXiv:1803.08494) of [N, C, ...], each item by itself. Parameters {@code weight}
 * and {@code bias} [C].
 */
public final class GroupNorm extends Layer {
    private final int groups;
    private final int channels;
    private final double eps;
    private final Tensor weight;
    private final Tensor bias;

    /** With PyTorch's eps of 1e-5. */
    public GroupNorm(int groups, int channels) {
        this(groups, channels, 1e-5);
    }

    /** In groups of 16 channels, or of as many as divide both 16 and {@code channels}. */
    static GroupNorm ofSixteen(int channels) {
        int most = 16;
        while (channels % most != 0) {
            most /= 2;
        }
        return new GroupNorm(channels / most, channels);
    }

    /**
     * Group normalisation.
     *
     * @param groups at least 1; divides the channels
     * @param channels C
     * @param eps added to the variance, 0 to 1
     */
    public GroupNorm(int groups, int channels, double eps) {
        this.groups = Check.atLeast(1, "groups", groups);
        this.channels = Check.atLeast(1, "channels", channels);
        this.eps = Check.between(0, 1, "eps", eps);
        if (channels % groups != 0) {
            throw new IllegalArgumentException(
                    "groups must divide the channels, got " + groups + " groups of " + channels + " channels");
        }
        this.weight = parameter("weight", Init.constant(1), channels);
        this.bias = parameter("bias", Init.constant(0), channels);
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        if (x.rank() < 2 || x.size(1) != channels) {
            throw new IllegalArgumentException(where() + " wants [N, " + channels + ", ...], got " + x);
        }
        return Norm.groupNorm(x, groups, weight, bias, eps);
    }

    @Override
    public String toString() {
        return "GroupNorm(" + groups + ", " + channels + ", eps " + eps + ")";
    }
}
