package dev.selfsame.examples.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TemperatureTest {
    /** The page says: by exp(s / τ), and all together 1. */
    @Test
    void sharesGoByTheExponential() {
        double[] cosines = {0.9, 0.5, -0.3};
        double[] shares = Temperature.shares(cosines, 0.25);
        assertEquals(1, Arrays.stream(shares).sum(), 1e-9);
        assertEquals(Math.exp((0.9 - 0.5) / 0.25), shares[0] / shares[1], 1e-6);
        assertEquals(Math.exp((0.5 + 0.3) / 0.25), shares[1] / shares[2], 1e-6);
    }

    @Test
    void onePointIsChanceAndTwoClumpsAreAboveTheLogarithmOfEight() {
        for (double tau : new double[] {0.01, 0.1, 2}) {
            assertEquals(Math.log(16), Temperature.loss(16, i -> 0, tau), 1e-6);
            assertTrue(Temperature.loss(16, i -> i % 2 == 0 ? 0 : Math.PI, tau) >= Math.log(8) - 1e-9);
        }
        assertTrue(Temperature.loss(16, i -> 2 * Math.PI * i / 16, 0.01) < 0.1);
    }
}
