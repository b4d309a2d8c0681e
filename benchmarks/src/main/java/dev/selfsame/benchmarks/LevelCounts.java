package dev.selfsame.benchmarks;

import java.util.Locale;

/** How often values of 0–255 lie how many levels apart. */
final class LevelCounts {
    private static final int LEVELS = 256;

    private final long[] counts = new long[LEVELS];

    void add(int levels) {
        counts[levels]++;
    }

    double mean() {
        double sum = 0;
        double all = 0;
        for (int level = 0; level < LEVELS; level++) {
            sum += (double) level * counts[level];
            all += counts[level];
        }
        return sum / all;
    }

    /** The level that such a share lies within; the largest there is of 1. */
    int within(double share) {
        double all = 0;
        for (long count : counts) {
            all += count;
        }
        int level = 0;
        double below = counts[0];
        while (below < share * all) {
            below += counts[++level];
        }
        return level;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "mean %.2f levels, median %d, 99th percentile %d, largest %d",
                mean(),
                within(0.5),
                within(0.99),
                within(1));
    }
}
