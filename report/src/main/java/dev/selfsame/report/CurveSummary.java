package dev.selfsame.report;

import dev.selfsame.report.Chart.Format;
import dev.selfsame.report.Chart.Series;
import java.util.List;
import java.util.Locale;

/** Curves over steps in a line of text. */
final class CurveSummary {
    private CurveSummary() {}

    /** Where a curve ends, and between what it moved. */
    static String of(Series series, Format format) {
        List<Double> values = series.values();
        int lowest = -1;
        int highest = -1;
        int last = -1;
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (Double.isFinite(value)) {
                lowest = lowest < 0 || value < values.get(lowest) ? i : lowest;
                highest = highest < 0 || value > values.get(highest) ? i : highest;
                last = i;
            }
        }
        if (last < 0) {
            return "no value";
        }
        if (values.size() == 1) {
            return String.format(
                    Locale.ROOT,
                    "%s at step %,d",
                    text(values.get(0), format),
                    series.at().get(0));
        }
        return String.format(
                Locale.ROOT,
                "last %s · lowest %s at step %,d · highest %s at step %,d",
                text(values.get(last), format),
                text(values.get(lowest), format),
                series.at().get(lowest),
                text(values.get(highest), format),
                series.at().get(highest));
    }

    /** Where each of several curves ends. */
    static String ofEnds(List<Series> all, Format format) {
        StringBuilder summary = new StringBuilder("last: ");
        for (int i = 0; i < all.size(); i++) {
            Series series = all.get(i);
            double last = Double.NaN;
            for (double value : series.values()) {
                last = Double.isFinite(value) ? value : last;
            }
            summary.append(i == 0 ? "" : " · ")
                    .append(series.name())
                    .append(' ')
                    .append(text(last, format));
        }
        return summary.toString();
    }

    private static String text(double value, Format format) {
        return format == Format.PERCENT ? Numbers.percent(value) : Numbers.text(value);
    }
}
