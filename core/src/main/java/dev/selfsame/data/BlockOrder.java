package dev.selfsame.data;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Permutation;
import dev.selfsame.random.Stream;
import java.util.Arrays;

/**
 * Each image once an epoch, read block by block: the blocks come in a random order, and the images of so many of them as
 * hold {@link #WINDOW} images are mixed. What is kept is proportional to the number of blocks.
 *
 * <p>The window is a number of images, not a share of the source, since whoever reads it holds its blocks at once: 8,192
 * are 32 batches of 256, and 800 MB of photographs of 100 kB. Blocks that are left over at the end and hold fewer are mixed
 * into the last window.
 */
final class BlockOrder implements EpochOrder {
    /** Images that are mixed, at least. */
    static final int WINDOW = 8192;

    /** Replacements that are tried from one window, before those from the next are: a whole block may be unreadable. */
    private static final int TRIES_A_WINDOW = 8;

    private final int[] starts;
    private final int size;
    private final long seed;
    private final int window;
    private final LastTwo<Epoch> epochs = new LastTwo<>(Epoch::new);

    /**
     * An order.
     *
     * @param starts where the blocks begin, ascending from 0
     * @param size how many images there are
     * @param window how many are mixed, at least
     * @throws IllegalArgumentException if these are no blocks
     */
    BlockOrder(int[] starts, int size, long seed, int window) {
        this.starts = starts.clone();
        this.size = size;
        this.seed = seed;
        this.window = window;
        boolean ascending = starts.length > 0 && starts[0] == 0 && starts[starts.length - 1] < size;
        for (int block = 1; block < starts.length; block++) {
            ascending &= starts[block - 1] < starts[block];
        }
        if (!ascending) {
            throw new IllegalArgumentException(
                    "blocks begin at 0 and at ascending places below " + size + ", not at " + Arrays.toString(starts));
        }
    }

    @Override
    public int length() {
        return size;
    }

    @Override
    public int image(int epoch, int place) {
        Epoch order = epochs.of(epoch);
        return order.image(order.windowOf(place), place);
    }

    @Override
    public int replacement(int epoch, int place, int tries, Draws draws) {
        Epoch order = epochs.of(epoch);
        int number = (order.windowOf(place) + tries / TRIES_A_WINDOW) % order.windows.length;
        return order.image(number, order.windows[number] + draws.below(order.size(number)));
    }

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public String toString() {
        return "BlockOrder[" + size + " images in " + starts.length + " blocks]";
    }

    private int blockSize(int block) {
        return (block + 1 < starts.length ? starts[block + 1] : size) - starts[block];
    }

    /** The blocks of an epoch in their order. */
    private final class Epoch {
        private final int number;
        private final int[] blocks;
        /** The place at which each of {@code blocks} begins. */
        private final int[] begins;
        /** The place at which each window begins. */
        private final int[] windows;

        private final LastTwo<Permutation> mixed = new LastTwo<>(this::mix);

        Epoch(int number) {
            this.number = number;
            blocks = Draws.of(seed, Stream.SHUFFLE, number, 0).permutation(starts.length);
            begins = new int[blocks.length];
            int[] found = new int[blocks.length];
            int count = 0;
            int place = 0;
            for (int i = 0; i < blocks.length; i++) {
                boolean full = count == 0 || place - found[count - 1] >= window;
                if (full && (count == 0 || size - place >= window)) {
                    found[count++] = place;
                }
                begins[i] = place;
                place += blockSize(blocks[i]);
            }
            windows = Arrays.copyOf(found, count);
        }

        private Permutation mix(int w) {
            return Permutation.keyed(size(w), Draws.of(seed, Stream.SHUFFLE, number, w + 1L));
        }

        int windowOf(int place) {
            return last(windows, place);
        }

        int size(int w) {
            return (w + 1 < windows.length ? windows[w + 1] : size) - windows[w];
        }

        int image(int w, int place) {
            int from = windows[w] + mixed.of(w).at(place - windows[w]);
            int i = last(begins, from);
            return starts[blocks[i]] + from - begins[i];
        }
    }

    /** The last of ascending beginnings that isn't behind a place. */
    private static int last(int[] begins, int place) {
        int found = Arrays.binarySearch(begins, place);
        return found >= 0 ? found : -found - 2;
    }
}
