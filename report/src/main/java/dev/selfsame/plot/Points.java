package dev.selfsame.plot;

import java.util.List;

/**
 * Points of one kind.
 *
 * @param name for the legend
 * @param x places
 * @param y values, as many
 */
public record Points(String name, List<Double> x, List<Double> y) {
    /** Checks the numbers of values; keeps its own copies. */
    public Points {
        if (x.size() != y.size()) {
            throw new IllegalArgumentException(
                    "the points " + name + " have " + x.size() + " places and " + y.size() + " values");
        }
        x = List.copyOf(x);
        y = List.copyOf(y);
    }
}
