package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;

/**
 * A factor for each value of what a residual branch makes (Touvron et al. 2021, arXiv:2103.17239, section 2): [..., D].
 * Parameter {@code gamma} [D], as timm names it.
 */
final class LayerScale extends Layer {
    private final Tensor gamma;

    /** All factors are {@code first} at the beginning. */
    LayerScale(int size, double first) {
        gamma = parameter("gamma", Init.constant(first), size);
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        return x.mul(gamma);
    }
}
