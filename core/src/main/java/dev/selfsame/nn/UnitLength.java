package dev.selfsame.nn;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;

/**
 * Vectors of length 1 along the last dimension: {@code x / max(‖x‖₂, eps)}. Half-precision vectors become float32 ones,
 * since in 16 bits squares and eps are lost.
 */
final class UnitLength extends Layer {
    private final double eps;

    /**
     * @param eps the least length that a vector is divided by
     */
    UnitLength(double eps) {
        this.eps = Check.between(0, 1, "eps", eps);
    }

    @Override
    public Tensor forward(Tensor x) {
        if (x.dtype() == DType.FLOAT32 || x.dtype() == DType.FLOAT64) {
            return Norm.l2(x, -1, eps);
        }
        try (Tensor full = x.to(DType.FLOAT32)) {
            return Norm.l2(full, -1, eps);
        }
    }

    @Override
    public <V> V describe(Operations<V> to, V x) {
        return to.unitLength(x, eps);
    }

    @Override
    public String toString() {
        return "UnitLength(eps " + eps + ")";
    }
}
