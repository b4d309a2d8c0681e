package dev.selfsame.nn;

/**
 * What stands behind the convolutions of a network.
 *
 * @param norm behind each
 * @param standardized whether the weights of each are standardised
 */
public record ConvNorm(NormKind norm, boolean standardized) {
    /** Batch norm and plain convolutions. */
    public static final ConvNorm BATCH = new ConvNorm(NormKind.BATCH, false);

    /** Checks that the two fit. */
    public ConvNorm {
        if (standardized && norm == NormKind.NONE) {
            throw new IllegalArgumentException(
                    "weight-standardization needs a norm behind each convolution, got norm none");
        }
    }

    /** A convolution, [N, in, H, W] → [N, out, H', W']: without bias, where a norm follows. */
    public Layer convolution(int in, int out, int kernel, int stride, int padding, int groups) {
        if (standardized) {
            return new StandardizedConv2d(in, out, kernel, stride, padding, groups);
        }
        return norm == NormKind.NONE
                ? Conv2d.withBias(in, out, kernel, stride, padding, groups)
                : new Conv2d(in, out, kernel, stride, padding, groups);
    }

    /** The norm behind a convolution, of [N, channels, H, W]; the identity for none. */
    public Layer of(int channels) {
        return switch (norm) {
            case BATCH -> new BatchNorm(channels);
            case GROUP -> GroupNorm.ofSixteen(channels);
            case LAYER -> new GroupNorm(1, channels);
            case NONE -> new Identity();
        };
    }

    /** The last norm of a block; one with weight 0 makes the block start as the identity. */
    Layer last(int channels, boolean zero) {
        return norm == NormKind.BATCH ? BatchNorm.last(channels, zero) : of(channels);
    }
}
