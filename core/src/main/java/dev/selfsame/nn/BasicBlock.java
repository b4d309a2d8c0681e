package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The block of ResNet-18 and 34: two 3×3 convolutions beside a shortcut. */
final class BasicBlock extends Layer {
    private final Layer[] branch;
    private final @Nullable Layer downsample;

    BasicBlock(int in, int width, int stride, ConvNorm norm, boolean zeroInit) {
        branch = new Layer[] {
            child("conv1", norm.convolution(in, width, 3, stride, 1, 1)),
            child("bn1", norm.of(width)),
            ReLU.inPlace(),
            child("conv2", norm.convolution(width, width, 3, 1, 1, 1)),
            child("bn2", norm.last(width, zeroInit))
        };
        Layer shortcut = shortcut(in, width, stride, norm);
        downsample = shortcut == null ? null : child("downsample", shortcut);
    }

    @Override
    public Tensor forward(Tensor x) {
        return residual(x, branch, downsample);
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return describeResidual(to, x, branch, downsample);
    }

    /** The 1×1 convolution and norm that a shortcut needs where the shape changes. */
    static @Nullable Layer shortcut(int in, int out, int stride, ConvNorm norm) {
        return stride == 1 && in == out
                ? null
                : new Sequential(norm.convolution(in, out, 1, stride, 0, 1), norm.of(out));
    }

    /** {@code relu(branch(x) + shortcut(x))}, the sum and the ReLU in the memory of the branch. */
    static Tensor residual(Tensor x, Layer[] branch, @Nullable Layer downsample) {
        Tensor out = chain(x, branch);
        if (downsample == null) {
            return out.addInPlace(x, 1).reluInPlace();
        }
        try (Tensor shortcut = downsample.forward(x)) {
            return out.addInPlace(shortcut, 1).reluInPlace();
        }
    }

    /** What {@link #residual} computes. */
    static <V> V describeResidual(Operations<V> to, V x, Layer[] branch, @Nullable Layer downsample) {
        V out = describeChain(to, x, branch);
        return to.relu(to.add(out, downsample == null ? x : downsample.describe(to, x)));
    }
}
