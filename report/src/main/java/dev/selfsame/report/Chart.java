package dev.selfsame.report;

import java.util.List;
import java.util.Locale;

/**
 * Curves over the steps of a run.
 *
 * @param id of its element in the page: letters, digits and dashes
 * @param title what is drawn
 * @param meaning how to read it, a sentence or two
 * @param format how values are written
 * @param steps the horizontal axis, rising
 * @param series one or more curves
 * @param lines horizontal lines to compare with
 */
record Chart(
        String id,
        String title,
        String meaning,
        Format format,
        List<Long> steps,
        List<Series> series,
        List<Line> lines) {

    /** How values are written. */
    enum Format {
        NUMBER,
        PERCENT
    }

    /**
     * A curve.
     *
     * @param values one a step; what is not finite leaves a gap
     */
    record Series(String name, List<Double> values) {}

    /** A value to compare with. */
    record Line(double value, String name) {}

    /** A line of text that says what the first curve does: for those who don't see it. */
    String summary() {
        Series main = series.get(0);
        int lowest = -1;
        int highest = -1;
        int last = -1;
        for (int i = 0; i < main.values.size(); i++) {
            double value = main.values.get(i);
            if (Double.isFinite(value)) {
                lowest = lowest < 0 || value < main.values.get(lowest) ? i : lowest;
                highest = highest < 0 || value > main.values.get(highest) ? i : highest;
                last = i;
            }
        }
        if (last < 0) {
            return "no value";
        }
        if (main.values.size() == 1) {
            return String.format(Locale.ROOT, "%s at step %,d", text(main.values.get(0)), steps.get(0));
        }
        return String.format(
                Locale.ROOT,
                "last %s · lowest %s at step %,d · highest %s at step %,d",
                text(main.values.get(last)),
                text(main.values.get(lowest)),
                steps.get(lowest),
                text(main.values.get(highest)),
                steps.get(highest));
    }

    private String text(double value) {
        return format == Format.PERCENT ? Numbers.percent(value) : Numbers.text(value);
    }
}
