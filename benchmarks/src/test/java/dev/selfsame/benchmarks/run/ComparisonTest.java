package dev.selfsame.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final Map<String, SideResult> sides = Map.of(
            "a", Made.side("a", 8, 6, 4),
            "b", Made.side("b", 2, 2, 2),
            "c", Made.side("c", 4, 4, 4),
            "d", Made.side("d", 2, 2, 2));

    @Test
    void ratiosAreTakenPairByPair() {
        assertEquals(List.of(4.0, 3.0, 2.0), Comparison.speed("", "a", "b", 0).ratios(sides, false));
    }

    @Test
    void ofSecondsTheFewerAreFaster() {
        assertEquals(
                List.of(0.25, 1.0 / 3, 0.5), Comparison.speed("", "a", "b", 0).ratios(sides, true));
    }

    @Test
    void aPairThatIsNotWholeIsLeftOut() {
        Map<String, SideResult> torn = Map.of("a", Made.side("a", 8, 6), "b", Made.side("b", 2));
        assertEquals(List.of(4.0), Comparison.speed("", "a", "b", 0).ratios(torn, false));
    }

    @Test
    void scalingIsTheShareOfTheOthersGain() {
        Comparison scaling = new Comparison("", Comparison.Kind.SCALING, List.of("a", "b", "c", "d"), 0.95, false);
        assertEquals(List.of(2.0, 1.5, 1.0), scaling.ratios(sides, false));
    }

    @Test
    void memoryIsThePeaks() {
        assertEquals(List.of(4.0, 3.0, 2.0), Comparison.memory("", "a", "b").ratios(sides, false));
    }

    @Test
    void anAimOfSpeedIsALeastAndOneOfMemoryAMost() {
        Spread ratio = new Spread(2, 1, 3);
        assertTrue(Comparison.speed("", "a", "b", 2).reached(ratio));
        assertFalse(Comparison.speed("", "a", "b", 2.1).reached(ratio));
        assertFalse(Comparison.memory("", "a", "b").reached(ratio));
        assertTrue(Comparison.memory("", "a", "b").reached(new Spread(0.9, 0.8, 1.2)));
    }

    @Test
    void whereEveryPairShouldReachItTheWorstCounts() {
        Comparison every = new Comparison("", Comparison.Kind.SPEED, List.of("a", "b"), 2, true);
        assertFalse(every.reached(new Spread(3, 1.9, 4)));
        assertTrue(every.reached(new Spread(3, 2, 4)));
    }
}
