package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;

/** A module that turns one tensor into another. */
public abstract class Layer extends Module {
    /** For subclasses. */
    protected Layer() {}

    /** The output for {@code x}, which stays open; it may be the output itself or share its memory. */
    public abstract Tensor forward(Tensor x);

    /**
     * Runs layers one after another. What lies between two of them is closed as soon as the second has used it, so that
     * a pass without gradients holds two activations and not all.
     */
    protected static Tensor chain(Tensor x, Layer... layers) {
        Tensor at = x;
        for (Layer layer : layers) {
            Tensor next = layer.forward(at);
            if (at != x && next != at) {
                at.close();
            }
            at = next;
        }
        return at;
    }
}
