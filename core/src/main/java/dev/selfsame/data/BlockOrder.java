package dev.selfsame.data;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Permutation;
import dev.selfsame.random.Stream;
import java.util.Arrays;

/**
 * Each image once an epoch, read block by block: the blocks come in a random order, and the images of so many of them as
 * hold {@link #WINDOW} images are mixed. What is kept is proportional to the number of blocks.
 *
 * <p>The window is a number of images, not a share of the source: 8,192 are 32 batches of 256. Where blocks have to be held
 * to be read, a window ends before its blocks take more than {@link #WINDOW_BYTES}, of one block at least, or nearly every
 * image would have its block read again. That bound is the same on every machine, whatever its memory, so that runs can be
 * repeated. Blocks that are left over at the end and hold fewer images are mixed into the last window, where its bytes allow
 * it.
 */
final class BlockOrder implements EpochOrder {
    /** Images that are mixed, at least. */
    static final int WINDOW = 8192;

    /** Bytes of the blocks of a window, at most, unless it is one block. Readers hold those of two windows. */
    static final long WINDOW_BYTES = 256L << 20;

    /** Replacements that are tried from one window, before those from the next are: a whole block may be unreadable. */
    private static final int TRIES_A_WINDOW = 8;

    private final int[] starts;
    private final int size;
    private final long seed;
    private final int window;
    private final long[] bytes;
    private final LastTwo<Epoch> epochs = new LastTwo<>(Epoch::new);

    /**
     * An order.
     *
     * @param starts where the blocks begin, ascending from 0
     * @param size how many images there are
     * @param window how many are mixed, at least, where the bytes allow it
     * @param bytes what has to be held of each block
     * @throws IllegalArgumentException if these are no blocks, or there are not as many numbers of bytes
     */
    BlockOrder(int[] starts, int size, long seed, int window, long[] bytes) {
        this.starts = starts.clone();
        this.size = size;
        this.seed = seed;
        this.window = window;
        this.bytes = bytes.clone();
        boolean ascending = starts.length > 0 && starts[0] == 0 && starts[starts.length - 1] < size;
        for (int block = 1; block < starts.length; block++) {
            ascending &= starts[block - 1] < starts[block];
        }
        if (!ascending) {
            throw new IllegalArgumentException(
                    "blocks begin at 0 and at ascending places below " + size + ", not at " + Arrays.toString(starts));
        }
        if (bytes.length != starts.length) {
            throw new IllegalArgumentException(starts.length + " blocks, and the bytes of " + bytes.length);
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
            long held = 0;
            for (int i = 0; i < blocks.length; i++) {
                boolean full = i > 0 && place - found[count - 1] >= window && size - place >= window;
                if (i == 0 || full || held + bytes[blocks[i]] > WINDOW_BYTES) {
                    found[count++] = place;
                    held = 0;
                }
                held += bytes[blocks[i]];
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
