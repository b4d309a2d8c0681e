package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;

/**
 * The block of ConvNeXt: a 7×7 convolution of each channel by itself, layer norm, and two linear layers with GELU between,
 * beside a shortcut. Names are those of torchvision's CNBlock.
 */
final class ConvNeXtBlock extends Layer {
    private static final int WIDENING = 4;

    private final Tensor scale;
    private final Layer branch;
    private final DropPath drop;

    ConvNeXtBlock(int width, double layerScale, double dropRate) {
        scale = parameter("layer_scale", Init.constant(layerScale), width, 1, 1);
        branch = child(
                "block",
                new Sequential(
                        new Conv2d(width, width, 7, 1, 3, width, true, ConvNeXt.FIRST, Init.constant(0)),
                        Permute.channelsToTheEnd(),
                        new LayerNorm(width, 1e-6),
                        new Linear(width, WIDENING * width, true, ConvNeXt.FIRST),
                        new GELU(),
                        new Linear(WIDENING * width, width, true, ConvNeXt.FIRST),
                        Permute.channelsToTheFront()));
        drop = child("stochastic_depth", new DropPath(dropRate));
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        try (Tensor made = branch.forward(x);
                Tensor scaled = made.mul(scale);
                Tensor kept = drop.forward(scaled)) {
            return x.add(kept);
        }
    }
}
