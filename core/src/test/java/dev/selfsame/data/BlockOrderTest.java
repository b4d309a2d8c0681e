package dev.selfsame.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlockOrderTest {
    /** Blocks of given sizes, and how many images are mixed. */
    private static final class Blocks {
        private final String name;
        private final int window;
        private final int[] sizes;

        Blocks(String name, int window, int[] sizes) {
            this.name = name;
            this.window = window;
            this.sizes = sizes;
        }

        int[] starts() {
            int[] starts = new int[sizes.length];
            for (int i = 1; i < starts.length; i++) {
                starts[i] = starts[i - 1] + sizes[i - 1];
            }
            return starts;
        }

        int size() {
            return Arrays.stream(sizes).sum();
        }

        BlockOrder order(long seed) {
            return new BlockOrder(starts(), size(), seed, window, new long[sizes.length]);
        }

        int blockOf(int image) {
            int found = Arrays.binarySearch(starts(), image);
            return found >= 0 ? found : -found - 2;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Blocks blocks(String name, int window, int count, IntUnaryOperator size) {
        return new Blocks(name, window, IntStream.range(0, count).map(size).toArray());
    }

    static List<Blocks> blocks() {
        int[] primes = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53};
        return List.of(
                blocks("one", 10, 1, i -> 1),
                blocks("one of many", 10, 1, i -> 1000),
                blocks("two of one", 10, 2, i -> 1),
                blocks("all of one", 10, 101, i -> 1),
                blocks("even", 50, 64, i -> 16),
                blocks("exactly a window each", 16, 64, i -> 16),
                blocks("primes", 40, primes.length, i -> primes[i]),
                blocks("one huge", 40, 50, i -> i == 17 ? 10_007 : 1 + i % 7),
                blocks("fewer than a window", 8192, 9, i -> 11 + i),
                blocks("larger than a window each", 10, 7, i -> 100 + i),
                blocks("as it is used", BlockOrder.WINDOW, 97, i -> 1009));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void anEpochShowsEachImageOnce(Blocks blocks) {
        BlockOrder order = blocks.order(1);
        assertEquals(blocks.size(), order.length());
        for (int epoch = 0; epoch < 5; epoch++) {
            BitSet seen = new BitSet();
            for (int place = 0; place < order.length(); place++) {
                seen.set(order.image(epoch, place));
            }
            assertEquals(order.length(), seen.cardinality());
            assertEquals(order.length(), seen.length());
        }
    }

    /** Where the images seen so far are those of whole blocks, a window ends. */
    @ParameterizedTest
    @MethodSource("blocks")
    void windowsAreOfWholeBlocksAndNoLargerThanNeeded(Blocks blocks) {
        BlockOrder order = blocks.order(2);
        int most = Arrays.stream(blocks.sizes).max().orElseThrow();
        for (int epoch = 0; epoch < 3; epoch++) {
            int[] left = blocks.sizes.clone();
            int open = 0;
            int begin = 0;
            for (int place = 0; place < order.length(); place++) {
                int block = blocks.blockOf(order.image(epoch, place));
                open += left[block] == blocks.sizes[block] ? 1 : 0;
                open -= --left[block] == 0 ? 1 : 0;
                int length = place + 1 - begin;
                boolean last = place + 1 == order.length();
                assertTrue(length < 2 * blocks.window + most, length + " images, and blocks are not whole");
                if (open == 0 && length >= blocks.window && (last || order.length() - place > blocks.window)) {
                    begin = place + 1;
                }
                assertTrue(!last || open == 0);
            }
        }
    }

    /** Nine blocks of 10 and windows of at least 40: one of four blocks, and one of the five that are left. */
    @Test
    void whatIsLeftOverIsMixedIntoTheLastWindow() {
        Blocks blocks = blocks("", 40, 9, i -> 10);
        BlockOrder order = blocks.order(7);
        int most = 0;
        for (int epoch = 0; epoch < 50; epoch++) {
            int number = epoch;
            IntUnaryOperator blockAt = place -> blocks.blockOf(order.image(number, place));
            assertEquals(4, IntStream.range(0, 40).map(blockAt).distinct().count());
            assertEquals(5, IntStream.range(40, 90).map(blockAt).distinct().count());
            most = Math.max(
                    most, (int) IntStream.range(80, 90).map(blockAt).distinct().count());
        }
        assertEquals(5, most);
    }

    @Test
    void blocksComeInARandomOrder() {
        Blocks blocks = blocks("", 4, 8, i -> 4);
        BlockOrder order = blocks.order(3);
        int[] counts = new int[64];
        for (int epoch = 0; epoch < 4000; epoch++) {
            for (int turn = 0; turn < 8; turn++) {
                counts[turn * 8 + blocks.blockOf(order.image(epoch, 4 * turn))]++;
            }
        }
        double sum = 0;
        for (int count : counts) {
            sum += (count - 500) * (count - 500) / 500.0;
        }
        assertEquals(49, sum * 7 / 8, 5 * Math.sqrt(98)); // 7² degrees of freedom
    }

    @Test
    void theImagesOfAWindowAreMixed() {
        Blocks blocks = blocks("", 1000, 20, i -> 100);
        BlockOrder order = blocks.order(4);
        int neighbours = 0;
        double product = 0;
        for (int epoch = 0; epoch < 100; epoch++) {
            for (int place = 0; place + 1 < 1000; place++) {
                int one = order.image(epoch, place);
                int next = order.image(epoch, place + 1);
                neighbours += blocks.blockOf(one) == blocks.blockOf(next) ? 1 : 0;
                product += (one % 100 - 49.5) * (next % 100 - 49.5);
            }
        }
        double expected = 99_900 * 99.0 / 999; // the other 99 of a block among the other 999
        assertEquals(expected, neighbours, 5 * Math.sqrt(expected));
        assertEquals(0, product / 99_900 / (9999 / 12.0), 5 / Math.sqrt(99_900));
    }

    @Test
    void anyPlaceMayBeAskedForAtAnyTime() {
        Blocks blocks = blocks("", 30, 40, i -> 1 + i % 9);
        BlockOrder order = blocks.order(5);
        BlockOrder other = blocks.order(5);
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, 0);
        for (int i = 0; i < 5000; i++) {
            int epoch = draws.below(4);
            int place = draws.below(order.length());
            assertEquals(other.image(epoch, place), order.image(epoch, place));
            other.image(draws.below(4), draws.below(order.length()));
        }
        Set<List<Integer>> orders = new HashSet<>();
        for (long seed = 0; seed < 3; seed++) {
            BlockOrder seeded = blocks.order(seed);
            for (int epoch = 0; epoch < 3; epoch++) {
                int number = epoch;
                orders.add(IntStream.range(0, order.length())
                        .mapToObj(place -> seeded.image(number, place))
                        .toList());
            }
        }
        assertEquals(9, orders.size());
    }

    @Test
    void aReplacementIsNearAndFromTheNextWindowWhereAllOfThisOneFail() {
        Blocks blocks = blocks("", 100, 40, i -> 50); // two blocks a window
        BlockOrder order = blocks.order(6);
        Draws draws = Draws.of(1, Stream.REPLACEMENT, 0, 0);
        Set<Integer> own = windowBlocks(blocks, order, 300);
        Set<Integer> next = windowBlocks(blocks, order, 400);
        Set<Integer> first = windowBlocks(blocks, order, 0);
        assertNotEquals(own, next);
        for (int i = 0; i < 200; i++) {
            for (int tries = 0; tries < 8; tries++) {
                assertTrue(own.contains(blocks.blockOf(order.replacement(0, 350, tries, draws))));
                assertTrue(next.contains(blocks.blockOf(order.replacement(0, 350, tries + 8, draws))));
                assertTrue(first.contains(blocks.blockOf(order.replacement(0, 1999, tries + 8, draws))));
            }
        }
    }

    private static Set<Integer> windowBlocks(Blocks blocks, BlockOrder order, int from) {
        Set<Integer> found = new HashSet<>();
        for (int place = from; place < from + 100; place++) {
            found.add(blocks.blockOf(order.image(0, place)));
        }
        assertEquals(2, found.size());
        return found;
    }

    /** Sixty blocks of up to 90 MiB, one of which is larger than a window may be. */
    private static long[] heldBytes() {
        Draws draws = Draws.of(9, Stream.SAMPLE, 0, 0);
        long[] bytes = new long[60];
        Arrays.setAll(bytes, b -> b == 7 ? 2 * BlockOrder.WINDOW_BYTES : (1 + draws.below(90)) << 20);
        return bytes;
    }

    @Test
    void aWindowEndsBeforeItsBlocksTakeMoreThanCanBeHeld() {
        Blocks blocks = blocks("", BlockOrder.WINDOW, 60, i -> 20 + i);
        long[] bytes = heldBytes();
        BlockOrder order = new BlockOrder(blocks.starts(), blocks.size(), 1, BlockOrder.WINDOW, bytes);
        int mixed = 0;
        for (int epoch = 0; epoch < 3; epoch++) {
            int[] left = blocks.sizes.clone();
            Set<Integer> open = new HashSet<>();
            BitSet seen = new BitSet();
            for (int place = 0; place < order.length(); place++) {
                int image = order.image(epoch, place);
                int block = blocks.blockOf(image);
                seen.set(image);
                open.add(block);
                mixed = Math.max(mixed, open.size());
                long held = open.stream().mapToLong(b -> bytes[b]).sum();
                assertTrue(open.size() == 1 || held <= BlockOrder.WINDOW_BYTES, held + " bytes at once");
                left[block]--;
                if (open.stream().allMatch(b -> left[b] == 0)) {
                    open.clear();
                }
            }
            assertEquals(order.length(), seen.cardinality());
        }
        assertTrue(mixed >= 3, "blocks are mixed where they fit: " + mixed);
    }

    /** What 50 images ahead of one another do, a pass and the next: no shard is decompressed twice in a pass. */
    @Test
    void aPassDecompressesEachShardOnce() throws IOException {
        Blocks blocks = blocks("", BlockOrder.WINDOW, 60, i -> 20 + i);
        long[] bytes = heldBytes();
        BlockOrder order = new BlockOrder(blocks.starts(), blocks.size(), 1, BlockOrder.WINDOW, bytes);
        int[] opened = new int[60];
        UnpackedShards shards =
                new UnpackedShards(BlockOrder.WINDOW_BYTES / 8, 4 * BlockOrder.WINDOW_BYTES, bytes, (shard, to) -> {
                    opened[shard]++;
                    for (int i = 0; i < blocks.sizes[shard]; i++) {
                        to.add(new byte[] {(byte) shard, (byte) i});
                    }
                });
        Draws draws = Draws.of(3, Stream.SAMPLE, 0, 0);
        for (int epoch = 0; epoch < 4; epoch++) {
            for (int from = 0; from < order.length(); from += 50) {
                int count = Math.min(50, order.length() - from);
                for (int ahead : draws.permutation(count)) {
                    int image = order.image(epoch, from + ahead);
                    int shard = blocks.blockOf(image);
                    int number = image - blocks.starts()[shard];
                    assertArrayEquals(new byte[] {(byte) shard, (byte) number}, shards.read(shard, number));
                }
            }
            int passes = epoch + 1;
            assertTrue(Arrays.stream(opened).allMatch(times -> times >= 1 && times <= passes), Arrays.toString(opened));
        }
        assertTrue(Arrays.stream(opened).sum() > 120, "they can't all be held: " + Arrays.toString(opened));
    }

    @Test
    void whatAreNoBlocksIsRefused() {
        for (int[] starts : new int[][] {{}, {1, 5}, {0, 5, 5}, {0, 7, 3}, {0, 10}, {0, 5, 10}}) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> new BlockOrder(starts, 10, 1, 4, new long[starts.length]))
                    .getMessage();
            assertEquals(
                    "blocks begin at 0 and at ascending places below 10, not at " + Arrays.toString(starts), message);
        }
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new BlockOrder(new int[] {0, 5}, 10, 1, 4, new long[1]))
                .getMessage();
        assertEquals("2 blocks, and the bytes of 1", message);
    }

    @Test
    void aSourceOfOneBlockIsShuffledAsAWhole() throws SourceException {
        assertInstanceOf(ShuffledOrder.class, Sampler.UNIFORM.over(new MemorySource(40), 1));
        ImageSource shards = new MemorySource(40) {
            @Override
            public int[] blocks() {
                return new int[] {0, 13, 26};
            }
        };
        assertInstanceOf(BlockOrder.class, Sampler.UNIFORM.over(shards, 1));
    }
}
