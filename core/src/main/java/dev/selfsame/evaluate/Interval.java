package dev.selfsame.evaluate;

/**
 * Between what a number lies with 95 % confidence.
 *
 * @param low the lower end
 * @param high the upper end, at least {@code low}
 */
public record Interval(double low, double high) {
    /** Checks the order. */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval runs from low to high, got " + low + " to " + high);
        }
    }
}
