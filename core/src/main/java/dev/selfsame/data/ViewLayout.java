package dev.selfsame.data;

import dev.selfsame.view.Views;
import java.util.Locale;

/**
 * How the views of a batch lie in memory: each by itself, float32 {@code [image, row, column, channel]}, and beside it,
 * where it has them, grids, float32 {@code [image, row, column, 2]}, and regions, int32 {@code [image, row, column]}.
 */
final class ViewLayout {
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    private final int batchSize;
    private final int channels;
    private final int[] sizes;
    private final int[] grids;
    private final int[] regions;

    /** The layout of batches of up to {@code batchSize} images; refuses what no buffer can hold. */
    ViewLayout(Views views, int batchSize) {
        this.batchSize = batchSize;
        this.channels = views.normalize().channels();
        this.sizes = new int[views.count()];
        this.grids = new int[sizes.length];
        this.regions = new int[sizes.length];
        for (int view = 0; view < sizes.length; view++) {
            sizes[view] = views.size(view);
            grids[view] = views.grid(view);
            regions[view] = views.regions(view);
            long side = Math.max(sizes[view], Math.max(grids[view], regions[view]));
            long bytes = batchSize * side * side * channels * Float.BYTES;
            if (bytes > LARGEST) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%d images of %d x %d with %d channels take %d bytes, more than the 2 GiB that a view of a "
                                + "batch may take: make the batch smaller",
                        batchSize,
                        side,
                        side,
                        channels,
                        bytes));
            }
        }
    }

    int batchSize() {
        return batchSize;
    }

    int views() {
        return sizes.length;
    }

    /** Height and width of a view. */
    int size(int view) {
        return sizes[view];
    }

    int channels() {
        return channels;
    }

    /** Values of one image's view. */
    int floats(int view) {
        return sizes[view] * sizes[view] * channels;
    }

    /** Bytes of one image's view. */
    int bytes(int view) {
        return floats(view) * Float.BYTES;
    }

    /** Cells on a side of the grid beside a view, 0 for none. */
    int grid(int view) {
        return grids[view];
    }

    /** Values of one image's grid. */
    int gridFloats(int view) {
        return grids[view] * grids[view] * 2;
    }

    /** Cells on a side of the map of regions beside a view, 0 for none. */
    int regions(int view) {
        return regions[view];
    }

    /** Numbers of one image's map of regions. */
    int regionInts(int view) {
        return regions[view] * regions[view];
    }

    /** Bytes of a whole batch. */
    long bytes() {
        long total = 0;
        for (int view = 0; view < sizes.length; view++) {
            int beside = Float.BYTES * gridFloats(view) + Integer.BYTES * regionInts(view);
            total += (long) batchSize * (bytes(view) + beside);
        }
        return total;
    }
}
