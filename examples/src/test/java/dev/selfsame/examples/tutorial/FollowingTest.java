package dev.selfsame.examples.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowingTest {
    /** The page says: the distance shrinks to τᵏ of itself, and to a half in ln 2 / −ln τ steps. */
    @Test
    void theDistanceShrinksByThePowersOfTau() {
        List<Double> still = Collections.nCopies(700, 1.0);
        for (double tau : new double[] {0.9, 0.99, 0.996, 0.999}) {
            List<Double> targets = Following.follow(still, tau);
            assertEquals(Math.pow(tau, 5), 1 - targets.get(4), 1e-9);
            int half = (int) Math.round(Math.log(2) / -Math.log(tau));
            assertEquals(0.5, targets.get(half - 1), 0.05);
        }
    }
}
