package dev.selfsame.cli;

import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.Tensor;

/** An image's pixels themselves as its features: what an encoder has to beat. */
final class RawPixels extends Backbone {
    RawPixels(int channels, int side) {
        super(channels, channels * side * side);
    }

    @Override
    public Tensor forward(Tensor x) {
        return x.reshape(x.size(0), features()); // [N, C·H·W]
    }
}
