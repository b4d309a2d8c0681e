package dev.selfsame.nn;

import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A linear layer whose weights are directions and lengths (weight normalisation, Salimans and Kingma 2016,
 * arXiv:1602.07868, equation 2): row i is {@code gᵢ vᵢ / ‖vᵢ‖}; [..., in] → [..., out]. Parameters as PyTorch's {@code
 * weight_norm} leaves them: {@code bias} [out] where there is one, {@code weight_g} [out, 1], at first 1, and
 * {@code weight_v} [out, in].
 */
final class WeightNormLinear extends Layer {
    private final int in;
    private final int out;
    private final @Nullable Tensor bias;
    private final Tensor length;
    private final Tensor direction;
    private final boolean unit;

    /**
     * @param bias whether there is one, at first 0
     * @param unit whether the lengths stay 1: they are in the state and never trained
     * @param init of the directions
     */
    WeightNormLinear(int in, int out, boolean bias, boolean unit, Init init) {
        this.in = Check.atLeast(1, "in", in);
        this.out = Check.atLeast(1, "out", out);
        this.unit = unit;
        this.bias = bias ? parameter("bias", Init.constant(0), out) : null;
        Init one = Init.constant(1);
        this.length = unit ? fixedParameter("weight_g", one, out, 1) : parameter("weight_g", one, out, 1);
        this.direction = parameter("weight_v", init, out, in);
    }

    @Override
    public Tensor forward(Tensor x) {
        requireReady();
        if (x.rank() < 1 || x.size(-1) != in) {
            throw new IllegalArgumentException(where() + " wants [..., " + in + "], got " + x);
        }
        try (Tensor norm = direction.norm(1, true); // [out, 1]
                Tensor factor = length.div(norm);
                Tensor weight = direction.mul(factor)) { // [out, in]
            return Norm.linear(x, weight, bias);
        }
    }

    @Override
    public String toString() {
        return "WeightNormLinear(" + in + ", " + out + (unit ? ", of length 1" : "") + (bias == null ? ")" : ", bias)");
    }
}
