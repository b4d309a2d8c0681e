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
    Bottleneck(int in, int width, int inner, int groups, int stride, ConvNorm norm, boolean zeroInit) {
        int out = width * EXPANSION;
        branch = new Layer[] {
            child("conv1", norm.convolution(in, inner, 1, 1, 0, 1)),
            child("bn1", norm.of(inner)),
            ReLU.inPlace(),
            child("conv2", norm.convolution(inner, inner, 3, stride, 1, groups)),
            child("bn2", norm.of(inner)),
            ReLU.inPlace(),
            child("conv3", norm.convolution(inner, out, 1, 1, 0, 1)),
            child("bn3", norm.last(out, zeroInit))
        };
        Layer shortcut = BasicBlock.shortcut(in, out, stride, norm);
        downsample = shortcut == null ? null : child("downsample", shortcut);
    }

    @Override
    public Tensor forward(Tensor x) {
        return BasicBlock.residual(x, branch, downsample);
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return BasicBlock.describeResidual(to, x, branch, downsample);
    }
}
