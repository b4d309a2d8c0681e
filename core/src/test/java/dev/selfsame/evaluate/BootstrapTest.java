package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void ofEqualValuesTheIntervalIsThatValue() {
        assertEquals(new Interval(1, 1), Bootstrap.ofMean(new double[] {1, 1, 1}, 1));
    }

    @Test
    void itIsAsWideAsTheStandardErrorSays() {
        double[] values = new double[400];
        for (int i = 0; i < 100; i++) {
            values[4 * i] = 1;
        }
        Interval interval = Bootstrap.ofMean(values, 1);
        double margin = 1.96 * Math.sqrt(0.25 * 0.75 / 400); // 0.0424
        assertEquals(0.25 - margin, interval.low(), 0.006);
        assertEquals(0.25 + margin, interval.high(), 0.006);
    }

    @Test
    void equalSeedsGiveEqualIntervalsAndOthersOthers() {
        double[] values = new double[101];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        assertEquals(Bootstrap.ofMean(values, 7), Bootstrap.ofMean(values, 7));
        assertNotEquals(Bootstrap.ofMean(values, 7), Bootstrap.ofMean(values, 8));
    }

    @Test
    void nothingHasNoInterval() {
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.ofMean(new double[0], 1));
    }
}
