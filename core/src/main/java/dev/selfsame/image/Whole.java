package dev.selfsame.image;

/**
 * Rounding in single precision by sums and products alone: casts to and from {@code int}, comparisons and
 * {@code Math.floor} would keep Java's compiler from using vector instructions.
 */
final class Whole {
    /** 1.5 × 2²³: where it has been added, no place after the point is left. */
    private static final float SHIFT = 0x1.8p23f;

    /** Added to a divisor of at least 2⁻³⁰ or 0, it changes only the 0. */
    static final float NEXT_TO_NOTHING = 0x1p-60f;

    private Whole() {}

    /** The nearest whole number, for numbers of less than 2²² either side of 0. */
    static float round(float x) {
        return (x + SHIFT) - SHIFT;
    }

    /**
     * The whole number at or below, for numbers of less than 2²² either side of 0. A number that lies less than 2⁻²⁴
     * below a whole one, which only those next to 0 can, counts as that.
     */
    static float floor(float x) {
        float rounded = round(x);
        float above = rounded - x; // −0.5 to 0.5
        return rounded - round((above + Math.abs(above)) * 0.5f + 0.5f);
    }

    /** The whole number at or below the exact product of 255 and a number from 0 to 1. */
    static float floorOf255(float x) {
        float rounded = round(x * 255f);
        float rest = (x * 256f - rounded) - x; // has the sign of 255 x − rounded
        float below = Math.abs(rest) - rest;
        return rounded - below / (below + NEXT_TO_NOTHING);
    }

    /** A whole number from 0 to 255 divided by 255, rounded as a division is, which takes longer. */
    static float over255(float x) {
        float near = x * (1f / 255f);
        float rest = x - near * 256f + near;
        return near + rest * (1f / 255f);
    }

    /** The larger one of whole numbers. */
    static float max(float x, float y) {
        return (x + y + Math.abs(x - y)) * 0.5f;
    }

    /** The smaller one of whole numbers. */
    static float min(float x, float y) {
        return (x + y - Math.abs(x - y)) * 0.5f;
    }

    /** Held to 0–255; whole numbers only. */
    static float clip(float x) {
        return (Math.abs(x) - Math.abs(x - 255f) + 255f) * 0.5f;
    }

    /** 1 for numbers from 1 on, 0 for those up to 0, of less than 2¹⁶ either side; nothing between 0 and 1. */
    static float isPositive(float x) {
        return round(x * 0x1p-17f + (0.5f - 0x1p-18f));
    }
}
