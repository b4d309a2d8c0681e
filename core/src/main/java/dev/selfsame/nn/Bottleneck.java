package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The block of ResNet-50 and deeper: 1×1, 3×3 (with the stride) and 1×1 convolutions beside a shortcut. */
final class Bottleneck extends Layer {
    /** Channels that come out for one channel inside. */
    static final int EXPANSION = 4;

    private final Layer[] branch;
    private final @Nullable Layer downsample;

    /**
     * A block.
     *
     * @param width a quarter of the channels that come out
     * @param inner channels of the 3×3 convolution
     * @param groups of these channels
     */
    Bottleneck(int in, int width, int inner, int groups, int stride, boolean zeroInit) {
        int out = width * EXPANSION;
        branch = new Layer[] {
            child("conv1", new Conv2d(in, inner, 1, 1, 0)),
            child("bn1", new BatchNorm(inner)),
            ReLU.inPlace(),
            child("conv2", new Conv2d(inner, inner, 3, stride, 1, groups)),
            child("bn2", new BatchNorm(inner)),
            ReLU.inPlace(),
            child("conv3", new Conv2d(inner, out, 1, 1, 0)),
            child("bn3", BatchNorm.last(out, zeroInit))
        };
        Layer shortcut = BasicBlock.shortcut(in, out, stride);
        downsample = shortcut == null ? null : child("downsample", shortcut);
    }

    @Override
    public Tensor forward(Tensor x) {
        return BasicBlock.residual(x, branch, downsample);
    }
}
