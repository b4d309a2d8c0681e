package dev.selfsame.tensor;

/** Functions of each value by itself, beyond the everyday ones of {@link Tensor}. */
public final class Pointwise {
    private Pointwise() {}

    /** The sine. */
    public static Tensor sin(Tensor x) {
        return Op.of("sin", () -> x.handle().sin(), x);
    }

    /** The cosine. */
    public static Tensor cos(Tensor x) {
        return Op.of("cos", () -> x.handle().cos(), x);
    }
}
