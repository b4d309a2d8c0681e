package dev.selfsame.nn;

import dev.selfsame.tensor.Convolution;
import dev.selfsame.tensor.Tensor;

/** The largest value of each window: [N, C, H, W] → [N, C, H', W']. */
public final class MaxPool extends Layer {
    private final int kernel;
    private final int stride;
    private final int padding;

    /**
     * Max-pooling.
     *
     * @param kernel side of the window, at least 1
     * @param stride step, at least 1
     * @param padding added on each side, 0 to half the kernel
     */
    public MaxPool(int kernel, int stride, int padding) {
        this.kernel = Check.atLeast(1, "kernel", kernel);
        this.stride = Check.atLeast(1, "stride", stride);
        this.padding = Check.atLeast(0, "padding", padding);
        if (padding * 2 > kernel) {
            throw new IllegalArgumentException(
                    "padding must be at most half the kernel " + kernel + ", got " + padding);
        }
    }

    @Override
    public Tensor forward(Tensor x) {
        return Convolution.maxPool2d(x, kernel, stride, padding);
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return to.maxPool2d(x, kernel, stride, padding);
    }

    @Override
    public String toString() {
        return "MaxPool(" + kernel + ", stride " + stride + ", padding " + padding + ")";
    }
}
