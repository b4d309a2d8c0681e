package dev.selfsame.plot;

import java.util.List;

/**
 * A curve, with a band round it where it is the middle of several.
 *
 * @param name for the legend
 * @param x places, as many as {@code y}
 * @param y values; NaN leaves a gap
 * @param low lower edge of the band, as many as {@code y}, or empty for no band
 * @param high upper edge of the band, as many as {@code low}
 */
public record Line(String name, List<Double> x, List<Double> y, List<Double> low, List<Double> high) {
    /** Checks the numbers of values; keeps its own copies. */
    public Line {
        if (x.size() != y.size()) {
            throw new IllegalArgumentException(
                    "the line " + name + " has " + x.size() + " places and " + y.size() + " values");
        }
        if (low.size() != high.size() || (!low.isEmpty() && low.size() != y.size())) {
            throw new IllegalArgumentException("the line " + name + " has " + y.size() + " values, and a band of "
                    + low.size() + " lower and " + high.size() + " upper ones");
        }
        x = List.copyOf(x);
        y = List.copyOf(y);
        low = List.copyOf(low);
        high = List.copyOf(high);
    }

    /** Without a band. */
    public static Line of(String name, List<Double> x, List<Double> y) {
        return new Line(name, x, y, List.of(), List.of());
    }

    /** The same with a band. */
    public Line withBand(List<Double> lower, List<Double> upper) {
        return new Line(name, x, y, lower, upper);
    }
}
