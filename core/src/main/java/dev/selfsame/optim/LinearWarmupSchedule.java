package dev.selfsame.optim;

/**
 * Lightly's {@code linear_warmup_schedule}: {@code start + k/W (end - start)} at step k below W, and {@code end} from there
 * on. DINO's teacher temperature rises so.
 *
 * @param warmupSteps W, at least 0
 * @param start value at step 0: at least 0 and at most {@code end}
 * @param end value from step W on: above 0
 */
public record LinearWarmupSchedule(long warmupSteps, double start, double end) implements Schedule {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is outside its range
     */
    public LinearWarmupSchedule {
        Hyper.requireNotNegative("warmupSteps", warmupSteps);
        if (!(end > 0 && end < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("end must be a number above 0, got " + end);
        }
        Hyper.requireRange("start", start, 0, end);
    }

    @Override
    public double at(Progress progress) {
        return value(progress.step());
    }

    /**
     * The value at a step.
     *
     * @throws IllegalArgumentException if the step is negative
     */
    public double value(long step) {
        Hyper.requireNotNegative("step", step);
        return step < warmupSteps ? start + (double) step / warmupSteps * (end - start) : end;
    }
}
