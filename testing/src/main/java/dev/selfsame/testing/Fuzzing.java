package dev.selfsame.testing;

import java.time.Duration;

/**
 * For how long broken files are made up, and which. Tests of broken images, archives and data sets take 30 seconds together
 * for the seven formats JPEG, PNG, WebP, TIFF, tar, idx and Parquet, or as many as the system property {@code
 * selfsame.fuzz.seconds} says; those of other formats take a seventh each beside them. Each run has a seed of its own,
 * which is printed; {@code selfsame.fuzz.seed} gives one again.
 */
public final class Fuzzing {
    private static final int FORMATS = 7;
    private static final long SECONDS = Long.getLong("selfsame.fuzz.seconds", 30);
    private static final long SEED = Long.getLong("selfsame.fuzz.seed", System.nanoTime() & Integer.MAX_VALUE);

    static {
        System.out.println("broken files of seed " + SEED + " for " + SECONDS
                + " s; the same ones again by -Dselfsame.fuzz.seed=" + SEED);
    }

    private Fuzzing() {}

    /** This run's seed, from 0. */
    public static long seed() {
        return SEED;
    }

    /** What so many of the formats take, rounded up to milliseconds. */
    public static Duration of(int formats) {
        return Duration.ofMillis((1000 * SECONDS * formats + FORMATS - 1) / FORMATS);
    }
}
