package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Permutation;
import dev.selfsame.random.Stream;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffledOrderTest {
    private static int[] epoch(EpochOrder order, int epoch) {
        return IntStream.range(0, order.length())
                .map(place -> order.image(epoch, place))
                .toArray();
    }

    @Test
    void upToAMillionImagesStandWhereTheyAlwaysStood() {
        EpochOrder small = new ShuffledOrder(1000, 42);
        // As in the first version; computed apart, by some lines of Python.
        assertArrayEquals(
                new int[] {757, 230, 199, 551, 667, 278, 873, 683, 638, 153}, Arrays.copyOf(epoch(small, 7), 10));
        for (int size : new int[] {1, 2, 1000, 1 << 20}) {
            EpochOrder order = new ShuffledOrder(size, 5);
            for (int epoch : new int[] {0, 1, 9}) {
                assertArrayEquals(Draws.of(5, Stream.SHUFFLE, epoch, 0).permutation(size), epoch(order, epoch));
            }
        }
    }

    @Test
    void aboveThatNothingIsKept() {
        int size = (1 << 20) + 1;
        EpochOrder order = new ShuffledOrder(size, 5);
        Permutation expected = Permutation.keyed(size, Draws.of(5, Stream.SHUFFLE, 3, 0));
        assertArrayEquals(IntStream.range(0, 1000).map(expected::at).toArray(), Arrays.copyOf(epoch(order, 3), 1000));
        assertNotEquals(order.image(0, 0), order.image(1, 0));

        EpochOrder largest = new ShuffledOrder(Integer.MAX_VALUE, 5); // 8 GB, if it kept them
        assertTrue(largest.image(2, Integer.MAX_VALUE - 1) >= 0);
    }

    @Test
    void epochsMayBeAskedForInAnyOrder() {
        EpochOrder order = new ShuffledOrder(100, 1);
        int[][] expected = {epoch(order, 0), epoch(order, 1), epoch(order, 2)};
        EpochOrder other = new ShuffledOrder(100, 1);
        for (int place = 0; place < 100; place++) {
            for (int epoch : new int[] {2, 0, 1, 2}) {
                assertEquals(expected[epoch][place], other.image(epoch, place));
            }
        }
    }

    @Test
    void anotherSeedIsAnotherOrder() {
        assertTrue(!Arrays.equals(epoch(new ShuffledOrder(100, 1), 0), epoch(new ShuffledOrder(100, 2), 0)));
    }

    @Test
    void aReplacementIsDrawnFromAll() {
        Draws draws = Draws.of(1, Stream.REPLACEMENT, 0, 3);
        Draws expected = Draws.of(1, Stream.REPLACEMENT, 0, 3);
        EpochOrder order = new ShuffledOrder(50, 1);
        for (int tries = 0; tries < 20; tries++) {
            assertEquals(expected.below(50), order.replacement(0, 9, tries, draws));
        }
    }
}
