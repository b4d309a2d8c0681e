package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;

/** Each item as one row: [N, ...] → [N, D]. */
public final class Flatten extends Layer {
    /** A layer that joins all dimensions but the first. */
    public Flatten() {}

    @Override
    public Tensor forward(Tensor x) {
        return x.flatten(1);
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return to.reshape(x, 0, -1);
    }
}
