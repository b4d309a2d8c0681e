package dev.selfsame.lab;

import java.util.List;
import java.util.Locale;

/**
 * A mean over seeds with its 95 % interval.
 *
 * @param values one a seed
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Estimate(List<Double> values, double low, double high) {
    /** Checks that there is a value; keeps its own copy. */
    public Estimate {
        requireAny(values);
        values = List.copyOf(values);
    }

    /**
     * Of values that are independent and about normal: Student's interval. One value alone has the interval that its own
     * error gives.
     *
     * @param errorOfOne standard error of a single value
     */
    static Estimate of(List<Double> values, double errorOfOne) {
        requireAny(values);
        double mean = mean(values);
        int n = values.size();
        if (n == 1) {
            return new Estimate(values, mean - 1.96 * errorOfOne, mean + 1.96 * errorOfOne);
        }
        double square = 0;
        for (double value : values) {
            square += (value - mean) * (value - mean);
        }
        double margin = StudentT.point(n - 1) * Math.sqrt(square / (n - 1) / n);
        return new Estimate(values, mean - margin, mean + margin);
    }

    /** The same with an interval that ends where no value can be beyond. */
    Estimate within(double least, double most) {
        return new Estimate(values, Math.max(least, Math.min(most, low)), Math.max(least, Math.min(most, high)));
    }

    private static void requireAny(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("an estimate needs at least one value");
        }
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The mean. */
    public double mean() {
        return mean(values);
    }

    /** As percent: {@code 71.2 % [68.0, 74.4]}. */
    public String percent() {
        return String.format(Locale.ROOT, "%.1f %% [%.1f, %.1f]", 100 * mean(), 100 * low, 100 * high);
    }

    /** A difference of shares, in percentage points: {@code 3.1 points [1.0, 5.2]}. */
    public String points() {
        return String.format(Locale.ROOT, "%.1f points [%.1f, %.1f]", 100 * mean(), 100 * low, 100 * high);
    }
}
