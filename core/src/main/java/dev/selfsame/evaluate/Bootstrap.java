package dev.selfsame.evaluate;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Threads;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Confidence in a mean over test images by the bootstrap (Efron 1979, "Bootstrap Methods: Another Look at the Jackknife"):
 * as many images are drawn with replacement, 1,000 times, and the interval holds the middle 95 % of the means. It says how
 * much the choice of test images matters, not how much another training would.
 */
public final class Bootstrap {
    /** How often images are drawn. */
    public static final int RESAMPLES = 1000;

    private static final double TAIL = 0.025;
    private static final long KEY = Draws.hash("bootstrap");

    private Bootstrap() {}

    /**
     * The interval of the mean. Equal values and seeds give equal intervals.
     *
     * @param values one an image, at least one, all finite
     * @param seed of the draws
     */
    public static Interval ofMean(double[] values, long seed) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a bootstrap needs at least one value, got none");
        }
        double[] means = new double[RESAMPLES];
        IntStream resamples = IntStream.range(0, RESAMPLES);
        (Threads.count() == 1 ? resamples : resamples.parallel()).forEach(i -> means[i] = resampled(values, seed, i));
        Arrays.sort(means);
        return new Interval(quantile(means, TAIL), quantile(means, 1 - TAIL));
    }

    private static double resampled(double[] values, long seed, int resample) {
        Draws draws = Draws.of(seed, Stream.PROBE, resample, KEY);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[draws.below(values.length)];
        }
        return sum / values.length;
    }

    /** In a straight line between the two nearest of the sorted values. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
