package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LbfgsTest {
    /** A bowl a thousand times as steep one way as the other, lowest at (1, 2, …). */
    private static double bowl(double[] point, double[] gradient) {
        double value = 0;
        for (int i = 0; i < point.length; i++) {
            double off = point[i] - (i + 1);
            double steep = Math.pow(1000, (double) i / (point.length - 1));
            value += steep * off * off / 2;
            gradient[i] = steep * off;
        }
        return value;
    }

    @Test
    void theBottomOfABowlIsFound() {
        double[] point = new double[20];
        Lbfgs.Outcome outcome = new Lbfgs(500, 1e-7).minimize(LbfgsTest::bowl, point);
        assertTrue(outcome.converged(), outcome.toString());
        assertTrue(outcome.iterations() < 400, outcome.toString());
        for (int i = 0; i < point.length; i++) {
            assertEquals(i + 1, point[i], 1e-6);
        }
    }

    @Test
    void tooFewIterationsAreSaid() {
        Lbfgs.Outcome outcome = new Lbfgs(2, 1e-9).minimize(LbfgsTest::bowl, new double[20]);
        assertFalse(outcome.converged());
        assertEquals(2, outcome.iterations());
    }

    @Test
    void atTheBottomNothingIsDone() {
        double[] point = {1, 2, 3};
        assertEquals(0, new Lbfgs(5, 1e-9).minimize(LbfgsTest::bowl, point).iterations());
    }
}
