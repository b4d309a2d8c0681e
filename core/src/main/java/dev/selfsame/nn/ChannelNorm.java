package dev.selfsame.nn;

import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;

/**
 * Layer normalisation of each place over its channels: [N, C, H, W], torchvision's LayerNorm2d. Parameters {@code weight}
 * and {@code bias} [C].
 */
final class ChannelNorm extends Layer {
    private static final double EPS = 1e-6;

    private final Tensor weight;
    private final Tensor bias;

    ChannelNorm(int channels) {
        weight = parameter("weight", Init.constant(1), channels);
        bias = parameter("bias", Init.constant(0), channels);
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        try (Tensor last = x.permute(0, 2, 3, 1);
                Tensor normed = Norm.layerNorm(last, weight, bias, EPS)) {
            return normed.permute(0, 3, 1, 2);
        }
    }
}
