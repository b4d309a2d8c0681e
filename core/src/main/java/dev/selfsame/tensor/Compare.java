package dev.selfsame.tensor;

/** Comparisons, which make bool tensors, and what is asked of those. */
public final class Compare {
    private Compare() {}

    /** Where {@code x = y}. */
    public static Tensor eq(Tensor x, Tensor y) {
        return Op.of("eq", () -> x.handle().eq(y.handle()), x, y);
    }

    /** Where {@code x > value}. */
    public static Tensor gt(Tensor x, double value) {
        return Op.of("gt", () -> x.handle().gt(Op.scalar(value)), x);
    }

    /** Where {@code x > y}. */
    public static Tensor gt(Tensor x, Tensor y) {
        return Op.of("gt", () -> x.handle().gt(y.handle()), x, y);
    }

    /** Where values are neither NaN nor infinite. */
    public static Tensor isFinite(Tensor x) {
        return Op.of("isFinite", () -> x.handle().isfinite(), x);
    }

    /** Where {@code x} is false (or zero). */
    public static Tensor not(Tensor x) {
        return Op.of("not", () -> x.handle().logical_not(), x);
    }

    /** Whether all values are true (or not zero); true of an empty tensor. */
    public static boolean all(Tensor x) {
        return Op.value("all", () -> x.handle().all().item_bool(), x);
    }
}
