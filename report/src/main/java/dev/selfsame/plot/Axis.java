package dev.selfsame.plot;

import java.util.List;

/**
 * One of the two axes of a chart.
 *
 * @param title what it shows, with the unit
 * @param low where it begins; NaN for where the data do
 * @param high where it ends; NaN for where the data do
 * @param labels names of the places 0, 1, 2, …; empty for numbers
 */
public record Axis(String title, double low, double high, List<String> labels) {
    /** Checks the order; keeps its own copy of the labels. */
    public Axis {
        if (low >= high) {
            throw new IllegalArgumentException("an axis runs from low to high, got " + low + " to " + high);
        }
        labels = List.copyOf(labels);
    }

    /** As far as the data go. */
    public static Axis of(String title) {
        return new Axis(title, Double.NaN, Double.NaN, List.of());
    }

    /** Names instead of numbers: place {@code i} is that of the i-th name. */
    public static Axis named(String title, List<String> labels) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("an axis of names needs at least one");
        }
        return new Axis(title, -0.5, labels.size() - 0.5, labels);
    }

    /** The same from one number to another; NaN for as far as the data go. */
    public Axis within(double from, double to) {
        return new Axis(title, from, to, labels);
    }

    /** The name at a place; a space where there is none. */
    String label(double place) {
        int i = (int) Math.rint(place);
        boolean known = Math.abs(place - i) < 1e-6 && i >= 0 && i < labels.size();
        return known ? labels.get(i) : " ";
    }
}
