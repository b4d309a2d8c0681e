package dev.selfsame.log;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How values are spread: their range in equal parts, and how many lie in each.
 *
 * @param least of the values
 * @param most of the values
 * @param count how many
 * @param sum of them
 * @param squares sum of their squares
 * @param limits where each part ends, rising; the last is {@code most}
 * @param counts how many lie in each part
 */
record Histogram(
        double least, double most, long count, double sum, double squares, List<Double> limits, List<Double> counts) {
    private static final int PARTS = 30; // as many as TensorBoard draws

    /** Of at least one value. */
    static Histogram of(double[] values) {
        double least = Arrays.stream(values).min().orElseThrow();
        double most = Arrays.stream(values).max().orElseThrow();
        int parts = most > least ? PARTS : 1;
        double[] counts = new double[parts];
        for (double value : values) {
            int part = most > least ? (int) ((value - least) / (most - least) * parts) : 0;
            counts[Math.min(parts - 1, part)]++;
        }
        return new Histogram(
                least,
                most,
                values.length,
                Arrays.stream(values).sum(),
                Arrays.stream(values).map(value -> value * value).sum(),
                IntStream.rangeClosed(1, parts)
                        .mapToObj(end -> end == parts ? most : least + (most - least) * end / parts)
                        .toList(),
                Arrays.stream(counts).boxed().toList());
    }
}
