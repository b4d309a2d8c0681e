package dev.selfsame.benchmarks.run;

import java.util.List;

/**
 * Some numbers, told by their middle and their ends.
 *
 * @param median of an even count, the mean of the two in the middle
 */
record Spread(double median, double lowest, double highest) {
    static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a spread needs at least one number, got none");
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int n = sorted.length;
        return new Spread((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]);
    }
}
