package dev.selfsame.tensor;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Convolution and pooling of images [N, C, H, W]. */
public final class Convolution {
    private Convolution() {}

    /**
     * A two-dimensional convolution.
     *
     * @param x [N, C, H, W]
     * @param weight [out, C / groups, kernel, kernel]
     * @param bias [out], or null
     * @param stride at least 1
     * @param padding zeros added on each side, at least 0
     * @param dilation at least 1
     * @param groups at least 1
     */
    public static Tensor conv2d(
            Tensor x, Tensor weight, @Nullable Tensor bias, int stride, int padding, int dilation, int groups) {
        positive("stride", stride);
        positive("dilation", dilation);
        positive("groups", groups);
        if (padding < 0) {
            throw new IllegalArgumentException("padding must be at least 0, got " + padding);
        }
        requireRank(x, "conv2d");
        if (stride > 1 && padding == 0 && weight.rank() == 4 && weight.size(2) == 1 && weight.size(3) == 1) {
            try (Tensor seen = every(stride, x)) {
                return conv2d(seen, weight, bias, 1, 0, dilation, groups);
            }
        }
        int step = isOnePlace(x, weight, padding, dilation) ? 1 : stride;
        return Op.of(
                "conv2d",
                () -> torch.conv2d(
                        x.handle(),
                        weight.handle(),
                        Op.optional(bias),
                        new long[] {step, step},
                        new long[] {padding, padding},
                        new long[] {dilation, dilation},
                        groups),
                Op.present(x, weight, bias));
    }

    /**
     * Whether a kernel lies on an image of one pixel at one place only, whatever the stride. It goes without one then: with
     * a stride, oneDNN 3.7.1 in bfloat16 takes for the gradient of the outer weights, which is 0, what memory holds.
     */
    private static boolean isOnePlace(Tensor x, Tensor weight, int padding, int dilation) {
        return x.size(2) == 1
                && x.size(3) == 1
                && weight.rank() == 4
                && 2L * padding == dilation * (weight.size(2) - 1)
                && 2L * padding == dilation * (weight.size(3) - 1);
    }

    /**
     * The pixels that a 1×1 kernel with a stride sees. They are taken beforehand, since oneDNN 3.7.1 ends the process in the
     * backward pass of such a convolution, on some machines and at some sizes (8 to 64 channels, 48 pixels); and as means of
     * one pixel each, since the gradient of a slice is not channels-last, which all that comes before would pay for.
     */
    private static Tensor every(int stride, Tensor x) {
        return Op.of(
                "conv2d",
                () -> {
                    try (LongOptional divisor = new LongOptional()) {
                        long[] strides = {stride, stride};
                        return torch.avg_pool2d(
                                x.handle(), new long[] {1, 1}, strides, new long[] {0, 0}, false, true, divisor);
                    }
                },
                x);
    }

    /** The largest value of each window: [N, C, H, W] → [N, C, H', W']. */
    public static Tensor maxPool2d(Tensor x, int kernel, int stride, int padding) {
        positive("kernel", kernel);
        positive("stride", stride);
        if (padding < 0 || padding > kernel / 2) {
            throw new IllegalArgumentException(
                    "padding must be 0 to half the kernel (" + kernel / 2 + "), got " + padding);
        }
        requireRank(x, "maxPool2d");
        return Op.of(
                "maxPool2d",
                () -> torch.max_pool2d(
                        x.handle(),
                        new long[] {kernel, kernel},
                        new long[] {stride, stride},
                        new long[] {padding, padding},
                        new long[] {1, 1},
                        false),
                x);
    }

    /** The mean of each channel: [N, C, H, W] → [N, C]. */
    public static Tensor globalAveragePool(Tensor x) {
        requireRank(x, "globalAveragePool");
        return Op.of(
                "globalAveragePool",
                () -> torch.adaptive_avg_pool2d(x.handle(), 1, 1).flatten(1, -1),
                x);
    }

    private static void requireRank(Tensor x, String operation) {
        if (x.rank() != 4) {
            throw new IllegalArgumentException(operation + " wants [N, C, H, W], got " + x);
        }
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }
}
