package dev.selfsame.image;

/**
 * Rounding in single precision by sums and products alone: casts to and from {@code int}, comparisons and
 * {@code Math.floor} would keep Java's compiler from using vector instructions.
 */
final class Whole {
    /** 1.5 × 2²³: where it has been added, no place after the point is left. */
    private static final float SHIFT = 0x1.8p23f;

    private Whole() {}

    /** The nearest whole number, for numbers of less than 2²² either side of 0. */
    static float round(float x) {
        return (x + SHIFT) - SHIFT;
    }

    /** The whole number at or below, for numbers of less than 2²² either side of 0 that don't lie less than 2⁻³⁰ below one. */
    static float floor(float x) {
        float rounded = round(x);
        float above = rounded - x;
        return rounded - Math.min(1f, (above + Math.abs(above)) * 0x1p30f);
    }

    /** The whole number at or below the exact product of 255 and a number from 0 to 1. */
    static float floorOf255(float x) {
        float rounded = round(x * 255f);
        float rest = (x * 256f - rounded) - x; // has the sign of 255 x − rounded
        return rounded - Math.min(1f, (Math.abs(rest) - rest) * 0x1p40f);
    }

    /** Held to 0–255; whole numbers only. */
    static float clip(float x) {
        return (Math.abs(x) - Math.abs(x - 255f) + 255f) * 0.5f;
    }

    /** Held to 0–1. */
    static float between0And1(float x) {
        return Math.min(1f, Math.max(0f, x));
    }
}
