package dev.selfsame.nn;

import dev.selfsame.tensor.Convolution;
import dev.selfsame.tensor.Tensor;
import java.util.List;

/** The mean of each channel: [N, C, H, W] → [N, C]. */
public final class GlobalAveragePool extends Layer {
    /** A layer that averages over places. */
    public GlobalAveragePool() {}

    @Override
    public Tensor forward(Tensor x) {
        return Convolution.globalAveragePool(x);
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return to.mean(x, List.of(2, 3), false);
    }
}
