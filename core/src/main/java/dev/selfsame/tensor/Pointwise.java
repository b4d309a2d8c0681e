package dev.selfsame.tensor;

import org.bytedeco.pytorch.global.torch;

/** Functions of each value by itself, beyond the everyday ones of {@link Tensor}. */
public final class Pointwise {
    private Pointwise() {}

    /** {@code x Φ(x)}, exact (Hendrycks and Gimpel 2016, arXiv:1606.08415). */
    public static Tensor gelu(Tensor x) {
        return Op.of("gelu", () -> torch.gelu(x.handle()), x);
    }

    /** The sine. */
    public static Tensor sin(Tensor x) {
        return Op.of("sin", () -> x.handle().sin(), x);
    }

    /** The cosine. */
    public static Tensor cos(Tensor x) {
        return Op.of("cos", () -> x.handle().cos(), x);
    }

    /** The inverse of the error function: 0 at 0, infinite at −1 and 1. */
    public static Tensor erfInv(Tensor x) {
        return Op.of("erfInv", () -> x.handle().erfinv(), x);
    }
}
