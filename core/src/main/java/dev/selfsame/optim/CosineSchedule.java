package dev.selfsame.optim;

import org.jspecify.annotations.Nullable;

/**
 * Lightly's {@code cosine_schedule}: half a cosine whose end is reached at the last step, {@code end - (end - start)
 * (cos(π k/(K-1)) + 1) / 2}, and held from there on; or, with a period, full cycles {@code cos(2π k/period)} for ever.
 *
 * @param start value at step 0
 * @param end value at the last step, or half way through a period
 * @param period steps of a cycle, at least 1, or null for half a cosine
 */
public record CosineSchedule(double start, double end, @Nullable Long period) implements Schedule {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is not finite or the period is below 1
     */
    public CosineSchedule {
        Hyper.requireFinite("start", start);
        Hyper.requireFinite("end", end);
        if (period != null && period < 1) {
            throw new IllegalArgumentException("period must be at least 1, got " + period);
        }
    }

    /** Half a cosine. */
    public CosineSchedule(double start, double end) {
        this(start, end, null);
    }

    @Override
    public double at(Progress progress) {
        return value(progress.step(), progress.totalSteps());
    }

    /**
     * The value at a step, which may lie past the last one.
     *
     * @throws IllegalArgumentException if a number is negative
     */
    public double value(long step, long totalSteps) {
        Hyper.requireNotNegative("step", step);
        Hyper.requireNotNegative("totalSteps", totalSteps);
        double angle;
        if (period != null) {
            angle = 2 * Math.PI * step / period;
        } else if (step >= totalSteps - 1) {
            return end;
        } else {
            angle = Math.PI * step / (totalSteps - 1);
        }
        return end - (end - start) * (StrictMath.cos(angle) + 1) / 2;
    }
}
