package dev.selfsame.nn;

import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016, arXiv:1607.06450) over the last dimension: [..., D]. Parameters
 * {@code weight} and {@code bias} [D].
 */
public final class LayerNorm extends Layer {
    private final int size;
    private final double eps;
    private final Tensor weight;
    private final Tensor bias;

    /** With PyTorch's eps of 1e-5. */
    public LayerNorm(int size) {
        this(size, 1e-5);
    }

    /**
     * Layer normalisation.
     *
     * @param size D, at least 1
     * @param eps added to the variance, 0 to 1
     */
    public LayerNorm(int size, double eps) {
        this.size = Check.atLeast(1, "size", size);
        this.eps = Check.between(0, 1, "eps", eps);
        this.weight = parameter("weight", Init.constant(1), size);
        this.bias = parameter("bias", Init.constant(0), size);
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        if (x.rank() < 1 || x.size(-1) != size) {
            throw new IllegalArgumentException(where() + " wants [..., " + size + "], got " + x);
        }
        return Norm.layerNorm(x, weight, bias, eps);
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return to.layerNorm(x, weight, bias, eps);
    }

    @Override
    public String toString() {
        return "LayerNorm(" + size + ", eps " + eps + ")";
    }
}
