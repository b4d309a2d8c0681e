package dev.selfsame.report;

import java.util.List;

/**
 * Curves.
 *
 * @param id of its element in the page: letters, digits and dashes
 * @param title what is drawn
 * @param meaning how to read it, a sentence or two
 * @param summary what the curves do, in a line: for those who don't see them
 * @param format how values are written
 * @param axis what the horizontal axis is
 * @param series one or more curves
 * @param lines horizontal lines to compare with
 */
public record Chart(
        String id,
        String title,
        String meaning,
        String summary,
        Format format,
        Axis axis,
        List<Series> series,
        List<Line> lines) {

    /** How values are written. */
    public enum Format {
        /** With four digits. */
        NUMBER,
        /** Shares of 1, in percent. */
        PERCENT
    }

    /** What the horizontal axis is, and how the vertical one is divided. */
    public enum Axis {
        /** Steps of a run; values on an even scale. */
        STEP,
        /** Singular values by their rank; values on a logarithmic scale, above 0. */
        RANK
    }

    /**
     * A curve.
     *
     * @param at places on the horizontal axis, rising
     * @param values one for each; what is not finite leaves a gap
     */
    public record Series(String name, List<Long> at, List<Double> values) {}

    /** A value to compare with. */
    public record Line(double value, String name) {}

    /** Over the steps of a run; its summary is that of the first curve. */
    static Chart overSteps(
            String id, String title, String meaning, Format format, List<Series> series, List<Line> lines) {
        return new Chart(id, title, meaning, CurveSummary.of(series.get(0), format), format, Axis.STEP, series, lines);
    }
}
