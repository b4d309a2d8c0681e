package dev.selfsame.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {
    /** The known answers of Random123, kat_vectors, philox4x32 with 10 rounds. */
    @Test
    void philoxGivesThePublishedAnswers() {
        assertEquals("6627e8d5 e169c58d bc57ac4c 9b00dbd8", philox(0, 0, 0, 0, 0, 0));
        assertEquals("408f276d 41c83b0e a20bc7c6 6d5451fd", philox(-1, -1, -1, -1, -1, -1));
        assertEquals(
                "d16cfe09 94fdcceb 5001e420 24126ea1",
                philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0));
    }

    private static String philox(int c0, int c1, int c2, int c3, int k0, int k1) {
        int[] out = new int[4];
        Draws.philox(out, c0, c1, c2, c3, k0, k1);
        return "%08x %08x %08x %08x".formatted(out[0], out[1], out[2], out[3]);
    }

    /** Runs of earlier versions can be repeated only as long as these numbers stay. */
    @Test
    void theNumbersOfAKeyNeverChange() {
        Draws draws = Draws.of(42, Stream.VIEWS, 3, 12_345_678_901L, 1);
        assertEquals(0x0a1f1fb8, draws.bits());
        assertEquals(0x56cf1c1a, draws.bits());
        assertEquals(0.7530247885985946, draws.uniform());
        assertEquals(360, draws.below(1000));
        assertEquals(
                0xdaa9c378, Draws.of(42, Stream.WEIGHTS, 3, 12_345_678_901L, 1).bits());
        assertEquals(
                0xd211aa7f, Draws.of(42, Stream.SHUFFLE, 3, 12_345_678_901L, 1).bits());

        assertEquals(-2924856067998639489L, Draws.hash("layer1.0.conv1.weight"));
        assertEquals(-4359066618775142608L, Draws.hash(""));
        Draws weights = Draws.of(-7, Stream.WEIGHTS, 0, Draws.hash("layer1.0.conv1.weight"));
        assertEquals(0.9855351310593731, weights.gaussian());
        assertEquals(-1.0384342701861635, weights.gaussian());
        assertEquals(0.24398426907082987, weights.gaussian());
        assertArrayEquals(new int[] {4, 9, 8, 6, 5, 7, 0, 3, 2, 1}, weights.permutation(10));
    }

    @Test
    void equalKeysGiveEqualNumbersWhateverElseWasDrawn() {
        Draws first = Draws.of(1, Stream.MASKS, 2, 3, 4);
        Draws other = Draws.of(1, Stream.MASKS, 2, 4, 4);
        Draws second = Draws.of(1, Stream.MASKS, 2, 3, 4);
        for (int i = 0; i < 100; i++) {
            other.bits();
            assertEquals(first.bits(), second.bits());
        }
    }

    @Test
    void everyPartOfTheKeyMatters() {
        Set<Integer> firsts = new HashSet<>();
        for (long seed : new long[] {0, 1, -1, 1L << 32, Long.MIN_VALUE}) {
            for (Stream stream : Stream.values()) {
                for (int epoch : new int[] {0, 1, Integer.MAX_VALUE}) {
                    for (long index : new long[] {0, 1, 1L << 32, -1}) {
                        for (int part : new int[] {0, 1, -1}) {
                            assertTrue(firsts.add(
                                    Draws.of(seed, stream, epoch, index, part).bits()));
                        }
                    }
                }
            }
        }
        assertEquals(
                Draws.of(5, Stream.PROBE, 6, 7, 0).bits(),
                Draws.of(5, Stream.PROBE, 6, 7).bits());
    }

    @Test
    void streamsHaveNumbersOfTheirOwn() {
        assertEquals(
                Stream.values().length,
                Arrays.stream(Stream.values())
                        .mapToInt(stream -> stream.number)
                        .distinct()
                        .count());
    }

    @Test
    void uniformNumbersFillTheIntervalEvenly() {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, 0);
        int[] counts = new int[100];
        for (int i = 0; i < 1_000_000; i++) {
            double value = draws.uniform();
            assertTrue(value >= 0 && value < 1);
            counts[(int) (value * 100)]++;
        }
        assertEven(counts);
    }

    @Test
    void uniformNumbersUse53Bits() {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, 1);
        long set = 0;
        for (int i = 0; i < 1000; i++) {
            set |= (long) (draws.uniform() * 0x1.0p53);
        }
        assertEquals((1L << 53) - 1, set);
    }

    /** The pair of a number of one key and a number of its neighbour fills the square evenly. */
    @Test
    void neighbouringKeysAreIndependent() {
        int[] epochs = new int[100];
        int[] indices = new int[100];
        int[] parts = new int[100];
        int[] streams = new int[100];
        int[] seeds = new int[100];
        for (int i = 0; i < 100_000; i++) {
            int tenth = tenth(Draws.of(9, Stream.VIEWS, 5, i, 1));
            epochs[tenth * 10 + tenth(Draws.of(9, Stream.VIEWS, 6, i, 1))]++;
            indices[tenth * 10 + tenth(Draws.of(9, Stream.VIEWS, 5, i + 1, 1))]++;
            parts[tenth * 10 + tenth(Draws.of(9, Stream.VIEWS, 5, i, 2))]++;
            streams[tenth * 10 + tenth(Draws.of(9, Stream.MASKS, 5, i, 1))]++;
            seeds[tenth * 10 + tenth(Draws.of(10, Stream.VIEWS, 5, i, 1))]++;
        }
        for (int[] counts : new int[][] {epochs, indices, parts, streams, seeds}) {
            assertEven(counts);
        }
    }

    @Test
    void consecutiveNumbersAreIndependent() {
        Draws draws = Draws.of(2, Stream.SAMPLE, 0, 0);
        int[] counts = new int[1000];
        for (int i = 0; i < 300_000; i++) {
            counts[tenth(draws) * 100 + tenth(draws) * 10 + tenth(draws)]++;
        }
        assertEven(counts);
    }

    @Test
    void wholeNumbersBelowABoundAreEquallyLikely() {
        for (int bound : new int[] {1, 2, 3, 7, 100, 1000}) {
            Draws draws = Draws.of(bound, Stream.SAMPLE, 0, 0);
            int[] counts = new int[bound];
            for (int i = 0; i < 300_000; i++) {
                counts[draws.below(bound)]++;
            }
            assertEven(counts);
        }
    }

    /** Of 3·2^29 numbers, 2^32 bits hold two or three each: without rejection a third would come too often. */
    @Test
    void boundsThatDoNotDivide32BitsAreNotBiased() {
        int bound = 3 << 29;
        Draws draws = Draws.of(4, Stream.SAMPLE, 0, 0);
        int[] remainders = new int[3];
        int[] thirds = new int[3];
        for (int i = 0; i < 300_000; i++) {
            int value = draws.below(bound);
            remainders[value % 3]++;
            thirds[value >> 29]++;
        }
        assertEven(remainders);
        assertEven(thirds);
    }

    @Test
    void numbersBetweenTwoBoundsStayThere() {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, 0);
        double next = Math.nextUp(1.0);
        for (int i = 0; i < 1000; i++) {
            assertEquals(1, draws.uniform(1, next));
            double value = draws.uniform(-3, 5);
            assertTrue(value >= -3 && value < 5);
        }
        assertEquals(2.5, draws.uniform(2.5, 2.5));
    }

    @Test
    void chanceDrawsOneNumberWhateverTheProbability() {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, 0);
        Draws twin = Draws.of(1, Stream.SAMPLE, 0, 0);
        int hits = 0;
        for (int i = 0; i < 100_000; i++) {
            assertTrue(draws.chance(1));
            assertTrue(!draws.chance(0));
            hits += draws.chance(0.3) ? 1 : 0;
            twin.uniform();
            twin.uniform();
            twin.uniform();
        }
        assertEquals(twin.bits(), draws.bits());
        assertEquals(0.3, hits / 1e5, 5 * Math.sqrt(0.3 * 0.7 / 1e5));
    }

    /** Mean, variance, skewness and kurtosis, each within five standard errors. */
    @Test
    void gaussianNumbersHaveTheMomentsOfTheNormalDistribution() {
        Draws draws = Draws.of(3, Stream.SAMPLE, 0, 0);
        int n = 1_000_000;
        double[] moments = new double[5];
        double lag = 0;
        double last = 0;
        for (int i = 0; i < n; i++) {
            double value = draws.gaussian();
            lag += value * last / n;
            last = value;
            double power = 1;
            for (int k = 1; k < 5; k++) {
                power *= value;
                moments[k] += power / n;
            }
        }
        double error = 5 / Math.sqrt(n);
        assertEquals(0, moments[1], error);
        assertEquals(1, moments[2], error * Math.sqrt(2));
        assertEquals(0, moments[3], error * Math.sqrt(15));
        assertEquals(3, moments[4], error * Math.sqrt(96));
        assertEquals(0, lag, error);
    }

    @Test
    void gaussianNumbersReachIntoTheTails() {
        Draws draws = Draws.of(3, Stream.SAMPLE, 0, 1);
        double[] values = new double[1_000_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = draws.gaussian();
            assertTrue(Double.isFinite(values[i]));
        }
        double beyond3 =
                Arrays.stream(values).filter(value -> Math.abs(value) > 3).count();
        assertEquals(2699.8, beyond3, 5 * Math.sqrt(2699.8));
    }

    @Test
    void aPermutationHoldsEachNumberOnce() {
        for (int n : new int[] {0, 1, 2, 1000}) {
            int[] permutation = Draws.of(1, Stream.SHUFFLE, 0, n).permutation(n);
            assertArrayEquals(
                    IntStream.range(0, n).toArray(),
                    Arrays.stream(permutation).sorted().toArray());
        }
    }

    @Test
    void permutationsAreEquallyLikely() {
        int[] counts = new int[24];
        for (int i = 0; i < 240_000; i++) {
            int[] order = Draws.of(1, Stream.SHUFFLE, 0, i).permutation(4);
            int code = 0;
            for (int j = 0; j < 4; j++) {
                int k = j;
                code = code * (4 - j)
                        + (int) Arrays.stream(order, j + 1, 4)
                                .filter(other -> other < order[k])
                                .count();
            }
            counts[code]++;
        }
        assertEven(counts);
    }

    @Test
    void hashesOfNamesDiffer() {
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertTrue(hashes.add(Draws.hash("layer" + i + ".weight")));
        }
        assertNotEquals(Draws.hash("ab"), Draws.hash("ba"));
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, 0);
        refused("bound must be at least 1, got 0", () -> draws.below(0));
        refused("bound must be at least 1, got -2147483648", () -> draws.below(Integer.MIN_VALUE));
        refused("n must be at least 0, got -1", () -> draws.permutation(-1));
        refused("no number lies between 2.0 and 1.0", () -> draws.uniform(2, 1));
        refused("no number lies between NaN and 1.0", () -> draws.uniform(Double.NaN, 1));
        refused("no number lies between 0.0 and Infinity", () -> draws.uniform(0, Double.POSITIVE_INFINITY));
    }

    private static void refused(String message, Runnable draw) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, draw::run).getMessage());
    }

    private static int tenth(Draws draws) {
        return (int) (draws.uniform() * 10);
    }

    /** Pearson's chi-squared against equal counts, within five standard deviations of its mean. */
    private static void assertEven(int[] counts) {
        double expected = Arrays.stream(counts).sum() / (double) counts.length;
        double chi = Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        int freedom = counts.length - 1;
        assertEquals(freedom, chi, 5 * Math.sqrt(2.0 * Math.max(freedom, 1)), () -> Arrays.toString(counts));
    }
}
