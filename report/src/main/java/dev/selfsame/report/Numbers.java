package dev.selfsame.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Numbers for people and for the page's data. */
public final class Numbers {
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private Numbers() {}

    /** The middle of what is finite; NaN if nothing is. */
    static double median(List<Double> values) {
        double[] sorted = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /** Four digits, such as {@code 0.1234}, {@code 4,321} or {@code 1.2e-05}; a dash for what is not finite. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-3 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        if (size >= 1000 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int decimals = size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** A share of 0 to 1 in percent. */
    public static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "–";
    }

    /** Such as {@code 48 s}, {@code 3 min 5 s} or {@code 2 h 10 min}. */
    public static String duration(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "–";
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    /** Six digits, as short as JSON allows. */
    static double rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(SIX_DIGITS).doubleValue() : value;
    }
}
