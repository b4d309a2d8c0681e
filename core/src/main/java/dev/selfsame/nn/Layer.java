package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;

/** A module that turns one tensor into another. */
public abstract class Layer extends Module {
    /** For subclasses. */
    protected Layer() {}

    /** The output for {@code x}, which stays open; it may be the output itself or share its memory. */
    public abstract Tensor forward(Tensor x);

    /**
     * Says what {@link #forward} computes in evaluation, for export to other engines.
     *
     * @param to takes the operations, in the order of computing
     * @param x stands for the input
     * @return stands for the output
     * @throws UnsupportedOperationException if this layer can't be described; a layer describes itself by overriding this
     */
    public <V> V describe(Operations<V> to, V x) {
        throw new UnsupportedOperationException(where() + " can't be exported: it does not describe itself");
    }

    /** Describes layers one after another. */
    protected static <V> V describeChain(Operations<V> to, V x, Layer... layers) {
        V at = x;
        for (Layer layer : layers) {
            at = layer.describe(to, at);
        }
        return at;
    }

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
