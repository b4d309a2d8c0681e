package dev.selfsame.data;

import dev.selfsame.random.Draws;
import java.util.Arrays;

/**
 * Some images several times an epoch, the others once, in the order of a source in which they stood so often. Keeps 4
 * bytes for each of the images that are repeated.
 */
final class RepeatedOrder implements EpochOrder {
    private final EpochOrder entries;
    private final int[] repeated;
    private final int more;

    /**
     * An order.
     *
     * @param source of the images
     * @param repeated which of them come more often, ascending
     * @param factor how often they come, at least 2
     * @throws SourceException where an epoch would have more places than can be counted
     */
    RepeatedOrder(ImageSource source, long seed, int[] repeated, int factor) throws SourceException {
        this.repeated = repeated;
        this.more = factor - 1;
        long length = source.size() + (long) more * repeated.length;
        if (length > Integer.MAX_VALUE) {
            throw new SourceException("an epoch of " + source.size() + " images, " + repeated.length + " of them "
                    + factor + " times, has more than " + Integer.MAX_VALUE + " places");
        }
        int[] starts = Arrays.stream(source.blocks()).map(this::entryOf).toArray();
        entries = Orders.uniform(starts, (int) length, seed, source);
    }

    /** The first entry of an image: behind those of all before it. */
    private int entryOf(int image) {
        int found = Arrays.binarySearch(repeated, image);
        return image + more * (found >= 0 ? found : -found - 1);
    }

    /** The image that an entry is of: the last one that begins no later. */
    private int imageOf(int entry) {
        int low = 0; // so many repeated images begin before the entry, at least
        int high = repeated.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (repeated[middle] + more * middle <= entry) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return entry;
        }
        int last = repeated[low - 1];
        int behind = entry - (last + more * (low - 1)) - more;
        return last + Math.max(0, behind);
    }

    @Override
    public int length() {
        return entries.length();
    }

    @Override
    public int image(int epoch, int place) {
        return imageOf(entries.image(epoch, place));
    }

    @Override
    public int replacement(int epoch, int place, int tries, Draws draws) {
        return imageOf(entries.replacement(epoch, place, tries, draws));
    }

    @Override
    public String toString() {
        return "RepeatedOrder[" + repeated.length + " images " + (more + 1) + " times, " + entries + "]";
    }
}
