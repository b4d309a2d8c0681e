package dev.selfsame.nn;

import dev.selfsame.tensor.Convolution;
import dev.selfsame.tensor.Tensor;

/** The mean of each channel: [N, C, H, W] → [N, C]. */
public final class GlobalAveragePool extends Layer {
    /** A layer that averages over places. */
    public GlobalAveragePool() {}

    @Override
    public Tensor forward(Tensor x) {
        return Convolution.globalAveragePool(x);
    }
}
