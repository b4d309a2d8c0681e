package dev.selfsame.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final int EPOCHS = 10;
    private static final int STEPS = 7; // an epoch

    private static Progress at(long step) {
        return new Progress(step, EPOCHS * STEPS, (int) (step / STEPS), EPOCHS);
    }

    @Test
    void cosineFallsFromStartToEnd() {
        Schedule schedule = Schedule.cosine(2, 1);
        assertEquals(2, schedule.at(at(0)));
        assertEquals(1.5, schedule.at(at(35)), 1e-15);
        assertEquals(1, schedule.at(at(70)));
    }

    @Test
    void cosinePerEpochIsTorchsCosineAnnealing() {
        Schedule schedule = Schedule.cosine(0.06, 0).perEpoch();
        for (int step = 0; step < EPOCHS * STEPS; step++) {
            int epoch = step / STEPS;
            assertEquals(0.5 * 0.06 * (1 + Math.cos(Math.PI * epoch / EPOCHS)), schedule.at(at(step)), 1e-15);
        }
    }

    @Test
    void perEpochIsTheValueOfTheEpochsFirstStep() {
        Schedule schedule = Schedule.warmupCosine(0.3, 0.001, 2.5);
        for (int step = 0; step < EPOCHS * STEPS; step++) {
            assertEquals(
                    schedule.at(at(step - step % STEPS)), schedule.perEpoch().at(at(step)), 1e-15);
        }
    }

    @Test
    void byolsTargetMomentumRisesToOne() {
        Schedule tau = Schedule.cosine(0.996, 1);
        for (int k = 0; k <= EPOCHS * STEPS; k++) {
            double expected = 1 - (1 - 0.996) * (Math.cos(Math.PI * k / (EPOCHS * STEPS)) + 1) / 2;
            assertEquals(expected, tau.at(at(k)), 1e-15);
        }
    }

    @Test
    void aStaircaseFallsAtItsEpochs() {
        Schedule schedule = Schedule.staircase(1, 0.5, List.of(3, 6));
        assertEquals(1, schedule.at(at(3 * STEPS - 1)));
        assertEquals(0.5, schedule.at(at(3 * STEPS)));
        assertEquals(0.25, schedule.at(at(6 * STEPS)));
        assertEquals("staircase(1.0, times 0.5 at epochs [3, 6])", schedule.toString());
    }

    @Test
    void aWarmUpGoesBeforeAnySchedule() {
        Schedule schedule = Schedule.staircase(2, 0.5, List.of(1)).warmedUp(2); // 14 steps
        assertEquals(0, schedule.at(at(0)));
        assertEquals(2 * 3 / 14.0, schedule.at(at(3)), 1e-15);
        assertEquals(0.5, schedule.at(at(7)), 1e-15);
        assertEquals(1, schedule.at(at(14)));
    }

    @Test
    void warmUpRisesFromZeroThenFalls() {
        Schedule schedule = Schedule.warmupCosine(4, 1, 2); // 14 steps, 56 are left
        assertEquals(0, schedule.at(at(0)));
        assertEquals(2, schedule.at(at(7)), 1e-15);
        assertEquals(4, schedule.at(at(14)), 1e-15);
        assertEquals(2.5, schedule.at(at(42)), 1e-15);
        assertEquals(1, schedule.at(at(70)), 1e-15);
    }

    @Test
    void withoutWarmUpItIsTheCosine() {
        for (int step = 0; step <= EPOCHS * STEPS; step++) {
            assertEquals(
                    Schedule.cosine(4, 1).at(at(step)),
                    Schedule.warmupCosine(4, 1, 0).at(at(step)));
        }
    }

    @Test
    void aWarmUpLongerThanTheRunOnlyRises() {
        Schedule schedule = Schedule.warmupCosine(4, 1, 20);
        assertEquals(1, schedule.at(at(35)), 1e-15);
        assertEquals(2, schedule.at(at(70)), 1e-15);
        assertEquals(4, Schedule.warmupCosine(4, 1, 10).at(at(70)), 1e-15);
    }

    @Test
    void lightlysReachTheEndOneStepEarlier() {
        Progress last = at(69);
        assertEquals(1, new CosineSchedule(2, 1).at(last));
        assertEquals(1, new CosineWarmupSchedule(2, 1, 14).at(last));
        assertEquals(2, new CosineWarmupSchedule(2, 1, 14).at(at(13)));
        assertEquals(0.06, new LinearWarmupSchedule(14, 0.04, 0.08).at(at(7)), 1e-15);
    }

    @Test
    void timesMultiplies() {
        assertEquals(6, Schedule.constant(2).times(3).at(at(1)));
    }

    @Test
    void printsWhatItIs() {
        assertEquals(
                "cosine(0.06 to 0.0) per epoch",
                Schedule.cosine(0.06, 0).perEpoch().toString());
        assertEquals(
                "warmupCosine(0 to 0.2 in 10.0 epochs, to 0.0)",
                Schedule.warmupCosine(0.2, 0, 10).toString());
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Schedule.constant(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Schedule.cosine(1, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> Schedule.warmupCosine(1, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> Schedule.constant(1).times(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Progress(-1, 10, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Progress(11, 10, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Progress(0, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Progress(0, 10, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> new Progress(0, 10, 0, 0));
    }
}
