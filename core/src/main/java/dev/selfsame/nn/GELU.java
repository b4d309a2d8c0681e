package dev.selfsame.nn;

import dev.selfsame.tensor.Pointwise;
import dev.selfsame.tensor.Tensor;

/** {@code x Φ(x)} with Φ the distribution function of the standard normal (Hendrycks and Gimpel 2016, arXiv:1606.08415). */
public final class GELU extends Layer {
    /** The exact form, without the approximation by tanh. */
    public GELU() {}

    @Override
    public Tensor forward(Tensor x) {
        return Pointwise.gelu(x);
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return to.gelu(x);
    }
}
