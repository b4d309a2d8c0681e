package dev.selfsame.nn;

/**
 * What stands between the convolutions of a residual network.
 *
 * @param norm behind each
 * @param standardized whether the weights of each are standardised
 */
record ConvNorm(NormKind norm, boolean standardized) {
    /** Batch norm and plain convolutions. */
    static final ConvNorm BATCH = new ConvNorm(NormKind.BATCH, false);

    /** Checks that the two fit. */
    ConvNorm {
        if (standardized && norm == NormKind.NONE) {
            throw new IllegalArgumentException(
                    "weight-standardization needs a norm behind each convolution, got norm none");
        }
    }

    /** A convolution: without bias, where a norm follows. */
    Layer convolution(int in, int out, int kernel, int stride, int padding, int groups) {
        if (standardized) {
            return new StandardizedConv2d(in, out, kernel, stride, padding, groups);
        }
        return norm == NormKind.NONE
                ? Conv2d.withBias(in, out, kernel, stride, padding, groups)
                : new Conv2d(in, out, kernel, stride, padding, groups);
    }

    /** The norm behind a convolution. */
    Layer of(int channels) {
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
