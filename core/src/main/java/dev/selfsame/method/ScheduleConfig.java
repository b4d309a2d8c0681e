package dev.selfsame.method;

import java.util.List;

/**
 * How the learning rate changes: a linear warm-up from 0, then half a cosine, or a staircase.
 *
 * @param warmupEpochs length of the warm-up in epochs, fractions allowed; 0 for none
 * @param per whether the rate changes at each step or at each epoch
 * @param finalFraction what remains of the rate at the end, 0 to 1; a staircase doesn't look at it
 * @param milestones the epochs, from 0, at whose beginnings the rate falls to a tenth; none for a cosine
 */
public record ScheduleConfig(double warmupEpochs, Per per, double finalFraction, List<Double> milestones) {
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
        milestones = List.copyOf(milestones);
        for (double epoch : milestones) {
            Check.atLeast("schedule.milestones", epoch, 1);
            if (epoch != Math.rint(epoch)) {
                throw new IllegalArgumentException("schedule.milestones must be whole epochs, got " + epoch);
            }
        }
    }

    /** A warm-up and a cosine. */
    public ScheduleConfig(double warmupEpochs, Per per, double finalFraction) {
        this(warmupEpochs, per, finalFraction, List.of());
    }
}
