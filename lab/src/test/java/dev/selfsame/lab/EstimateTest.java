package dev.selfsame.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
    /** The density of t, without its constant. */
    private static double density(double t, int freedom) {
        return Math.pow(1 + t * t / freedom, -(freedom + 1) / 2.0);
    }

    /** By Simpson's rule in u with t = tan u, where the tail ends at π/2. */
    private static double integral(double from, double to, int freedom) {
        int n = 20_000;
        double h = (to - from) / n;
        double sum = 0;
        for (int i = 0; i <= n; i++) {
            double u = from + i * h;
            double t = Math.tan(u);
            double value = i == n && to > 1.57 ? 0 : density(t, freedom) * (1 + t * t);
            if (i == n && to > 1.57 && freedom == 1) {
                value = 1;
            }
            sum += value * (i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return sum * h / 3;
    }

    @Test
    void theTableIsStudents() {
        for (int freedom = 1; freedom <= StudentT.most(); freedom++) {
            double tail = integral(Math.atan(StudentT.point(freedom)), Math.PI / 2, freedom);
            double all = 2 * integral(0, Math.PI / 2, freedom);
            assertEquals(0.025, tail / all, 3e-5, freedom + " degrees of freedom");
        }
    }

    @Test
    void threeSeedsHaveStudentsInterval() {
        Estimate estimate = Estimate.of(List.of(1.0, 2.0, 3.0), 99);
        assertEquals(2, estimate.mean());
        assertEquals(2 - 4.303 / Math.sqrt(3), estimate.low(), 1e-9);
        assertEquals(2 + 4.303 / Math.sqrt(3), estimate.high(), 1e-9);
    }

    @Test
    void oneSeedHasItsOwnError() {
        Estimate estimate = Estimate.of(List.of(0.5), 0.01);
        assertEquals(0.5 - 0.0196, estimate.low(), 1e-12);
        assertEquals("50.0 % [48.0, 52.0]", estimate.percent());
        assertThrows(IllegalArgumentException.class, () -> Estimate.of(List.of(), 0.1));
    }

    @Test
    void aVerdictIsForWholeIntervals() {
        assertEquals(Verdict.HELD, Verdict.above(new Estimate(List.of(2.0), 1, 3), 0.5));
        assertEquals(Verdict.UNDECIDED, Verdict.above(new Estimate(List.of(2.0), 1, 3), 2));
        assertEquals(Verdict.DID_NOT_HOLD, Verdict.above(new Estimate(List.of(2.0), 1, 3), 4));
        assertEquals(Verdict.DID_NOT_HOLD, Verdict.above(new Estimate(List.of(0.0), 0, 0), 0), "nothing is not above");
    }

    @Test
    void threeValuesGoTogetherAsTruthDoes() {
        for (Verdict a : Verdict.values()) {
            for (Verdict b : Verdict.values()) {
                assertEquals(value(Math.min(number(a), number(b))), a.and(b), a + " and " + b);
                assertEquals(value(Math.max(number(a), number(b))), a.or(b), a + " or " + b);
            }
            assertEquals(value(-number(a)), a.not());
        }
    }

    private static int number(Verdict verdict) {
        return verdict == Verdict.HELD ? 1 : verdict == Verdict.DID_NOT_HOLD ? -1 : 0;
    }

    private static Verdict value(int number) {
        return number > 0 ? Verdict.HELD : number < 0 ? Verdict.DID_NOT_HOLD : Verdict.UNDECIDED;
    }
}
