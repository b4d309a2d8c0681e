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
    /** Spaces of other widths than the usual one. */
    private static final String BLANKS = "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a";

    /** How many of them are for places before the first. */
    private static final int BEFORE = 4;

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

    /**
     * What XChart is to write at a tick. It looks for a distance of ticks at which all texts differ, those beyond the ends of
     * the axis too. So each whole place outside has a blank of its own, those between have one and the same, and of several
     * equal names all but the first get spaces behind them: what is left is the distance 1.
     */
    String label(double place) {
        int i = (int) Math.rint(place);
        if (Math.abs(place - i) > 1e-6) {
            return " ";
        }
        if (i < 0 || i >= labels.size()) {
            int blank = i < 0 ? -1 - i : BEFORE + i - labels.size();
            return BLANKS.substring(blank % BLANKS.length(), blank % BLANKS.length() + 1);
        }
        long equal = labels.subList(0, i).stream().filter(labels.get(i)::equals).count();
        return labels.get(i) + " ".repeat((int) equal + (labels.get(i).isBlank() ? 2 : 0));
    }
}
