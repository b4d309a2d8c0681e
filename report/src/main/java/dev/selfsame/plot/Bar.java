package dev.selfsame.plot;

import java.util.List;

/**
 * A bar with an interval and the single values that it stands for.
 *
 * @param name beside it
 * @param value how long it is; NaN for none
 * @param low lower end of the interval; NaN for no interval
 * @param high upper end of the interval; NaN for no interval
 * @param points single values, each drawn as a dot; may be empty
 */
public record Bar(String name, double value, double low, double high, List<Double> points) {
    /** Checks the order; keeps its own copy of the points. */
    public Bar {
        if (low > high) {
            throw new IllegalArgumentException("the interval of " + name + " runs from " + low + " to " + high);
        }
        points = List.copyOf(points);
    }

    /** Nothing but a bar. */
    public static Bar of(String name, double value) {
        return new Bar(name, value, Double.NaN, Double.NaN, List.of());
    }

    /** The same with an interval. */
    public Bar withInterval(double from, double to) {
        return new Bar(name, value, from, to, points);
    }

    /** The same with single values. */
    public Bar withPoints(List<Double> values) {
        return new Bar(name, value, low, high, values);
    }

    boolean hasInterval() {
        return Double.isFinite(low) && Double.isFinite(high);
    }
}
