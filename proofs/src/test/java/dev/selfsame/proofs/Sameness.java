package dev.selfsame.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** When embeddings of two engines are the same. */
final class Sameness {
    /** The largest difference, as a share of the largest value. */
    static final double BOUND = 1e-4;

    private Sameness() {}

    static void assertSame(float[][] expected, float[][] got) {
        assertSame(expected, got, BOUND);
    }

    static void assertSame(float[][] expected, float[][] got, double bound) {
        assertEquals(expected.length, got.length);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i].length, got[i].length);
            for (int d = 0; d < expected[i].length; d++) {
                largest = Math.max(largest, Math.abs(expected[i][d]));
                difference = Math.max(difference, Math.abs((double) expected[i][d] - got[i][d]));
            }
        }
        String what = "largest difference " + difference + ", largest value " + largest;
        System.out.println(what);
        assertTrue(largest > 1e-3, what);
        assertTrue(difference <= bound * largest, what);
    }
}
