package dev.selfsame.optim;

import org.jspecify.annotations.Nullable;

/**
 * Lightly's {@code cosine_warmup_schedule}: a straight line whose end is reached at the last warm-up step, {@code
 * warmupStart + (warmupEnd - warmupStart) (k+1)/W}, so that its start is never a value; then a {@link CosineSchedule} over
 * the steps that are left.
 *
 * @param start value after the warm-up
 * @param end value at the last step
 * @param warmupSteps W, at least 0 and at most the steps of the run
 * @param warmupStart value before the first step; usually 0
 * @param warmupEnd value at the last warm-up step, or null for {@code start}
 * @param period of the cosine, or null for half a cosine
 */
public record CosineWarmupSchedule(
        double start,
        double end,
        long warmupSteps,
        double warmupStart,
        @Nullable Double warmupEnd,
        @Nullable Long period)
        implements Schedule {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is not finite, the warm-up negative or the period below 1
     */
    public CosineWarmupSchedule {
        cosine(start, end, period);
        Hyper.requireNotNegative("warmupSteps", warmupSteps);
        Hyper.requireFinite("warmupStart", warmupStart);
        if (warmupEnd != null) {
            Hyper.requireFinite("warmupEnd", warmupEnd);
        }
    }

    /** From 0 to {@code start}, then half a cosine to {@code end}. */
    public CosineWarmupSchedule(double start, double end, long warmupSteps) {
        this(start, end, warmupSteps, 0, null, null);
    }

    @Override
    public double at(Progress progress) {
        return value(progress.step(), progress.totalSteps());
    }

    /**
     * The value at a step, which may lie past the last one.
     *
     * @throws IllegalArgumentException if a number is negative or the warm-up longer than the run
     */
    public double value(long step, long totalSteps) {
        Hyper.requireNotNegative("step", step);
        Hyper.requireNotNegative("totalSteps", totalSteps);
        if (warmupSteps > totalSteps) {
            throw new IllegalArgumentException(
                    "warmupSteps must be at most the steps of the run (" + totalSteps + "), got " + warmupSteps);
        }
        if (step >= warmupSteps) {
            return cosine(start, end, period).value(step - warmupSteps, totalSteps - warmupSteps);
        }
        double top = warmupEnd == null ? start : warmupEnd;
        return warmupStart + (top - warmupStart) * (step + 1) / warmupSteps;
    }

    private static CosineSchedule cosine(double start, double end, @Nullable Long period) {
        return new CosineSchedule(start, end, period);
    }
}
