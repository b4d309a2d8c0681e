package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkipPolicyTest {
    private static final int SIZE = 2000;
    private static final int BATCH = 4;

    /** After how many images of a source in random order a run of small batches ends; -1 where it goes on. */
    private static int endsAfter(SkipPolicy policy, int brokenInAll, int seed) {
        int[] order = Draws.of(seed, Stream.SHUFFLE, 0, 0).permutation(SIZE);
        int broken = 0;
        for (int seen = 1; seen <= SIZE; seen++) {
            broken += order[seen - 1] < brokenInAll ? 1 : 0;
            if (seen % BATCH == 0 && policy.isTooMany(broken, seen, SIZE)) {
                return seen;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.1", "0.05, 0.1", "0.08, 0.1", "0.005, 0.01", "0.4, 0.5", "0.85, 0.9"})
    void aSourceWithinTheLimitIsReadToItsEnd(double share, double most) {
        SkipPolicy policy = new SkipPolicy(most, false);
        for (int seed = 0; seed < 500; seed++) {
            assertEquals(-1, endsAfter(policy, (int) (share * SIZE), seed), "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0.1, 4", "1, 0.5, 16", "1, 0.9, 88", "0.5, 0.1, 80", "0.3, 0.1, 300", "0.1, 0.01, 300"})
    void aSourceFarAboveTheLimitEndsSoon(double share, double most, int soon) {
        SkipPolicy policy = new SkipPolicy(most, false);
        for (int seed = 0; seed < 500; seed++) {
            int end = endsAfter(policy, (int) (share * SIZE), seed);
            assertTrue(end > 0 && end <= soon, "seed " + seed + ": " + end);
        }
    }

    @Test
    void aSourceJustAboveTheLimitEndsWhenThatIsKnown() {
        SkipPolicy policy = SkipPolicy.LENIENT;
        for (int seed = 0; seed < 100; seed++) {
            assertEquals(-1, endsAfter(policy, SIZE / 10, seed));
            assertTrue(endsAfter(policy, SIZE / 10 + 1, seed) > SIZE / 2);
        }
        assertFalse(policy.isTooMany(3, 20, SIZE));
        assertFalse(policy.isTooMany(2, 12, 20));
        assertTrue(policy.isTooMany(2, 12, 19));
    }

    @Test
    void noneOrAllMayBeUnreadable() {
        assertTrue(new SkipPolicy(0, false).isTooMany(1, 2000, SIZE));
        assertFalse(new SkipPolicy(0, false).isTooMany(0, 2000, SIZE));
        assertFalse(new SkipPolicy(1, false).isTooMany(SIZE, SIZE, SIZE));
        assertFalse(SkipPolicy.LENIENT.isTooMany(0, 0, SIZE));
    }

    @Test
    void refusesWhatIsNoShare() {
        for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
            assertEquals(
                    "the largest share of unreadable images must be 0 to 1, got " + share,
                    assertThrows(IllegalArgumentException.class, () -> new SkipPolicy(share, false))
                            .getMessage());
        }
    }
}
