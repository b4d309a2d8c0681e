package dev.selfsame.method;

/**
 * How the learning rate changes: a linear warm-up from 0, then half a cosine.
 *
 * @param warmupEpochs length of the warm-up in epochs, fractions allowed; 0 for none
 * @param per whether the rate changes at each step or at each epoch
 * @param finalFraction what remains of the rate at the end, 0 to 1
 */
public record ScheduleConfig(double warmupEpochs, Per per, double finalFraction) {
    /** When the rate changes. */
    public enum Per {
        /** At each step. */
        STEP,
        /** At the start of each epoch. */
        EPOCH
    }

    /** Checks the ranges. */
    public ScheduleConfig {
        Check.atLeast("schedule.warmup-epochs", warmupEpochs, 0);
        Check.within("schedule.final-fraction", finalFraction, 0, 1);
    }
}
