package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;

/** {@code max(x, 0)}. */
public final class ReLU extends Layer {
    private final boolean inPlace;

    /** Into new memory. */
    public ReLU() {
        this(false);
    }

    private ReLU(boolean inPlace) {
        this.inPlace = inPlace;
    }

    /** Into the memory of the input, which it changes: for use after a layer that makes new memory. */
    public static ReLU inPlace() {
        return new ReLU(true);
    }

    @Override
    public Tensor forward(Tensor x) {
        return inPlace ? x.reluInPlace() : x.relu();
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return to.relu(x);
    }

    @Override
    public String toString() {
        return inPlace ? "ReLU(in place)" : "ReLU";
    }
}
