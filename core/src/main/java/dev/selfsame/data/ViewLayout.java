package dev.selfsame.data;

import dev.selfsame.view.Views;
import java.util.Locale;

/** How the views of a batch lie in memory: each by itself, float32 {@code [image, row, column, channel]}. */
final class ViewLayout {
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    private final int batchSize;
    private final int channels;
    private final int[] sizes;

    /** The layout of batches of up to {@code batchSize} images; refuses what no buffer can hold. */
    ViewLayout(Views views, int batchSize) {
        this.batchSize = batchSize;
        this.channels = views.normalize().channels();
        this.sizes = new int[views.count()];
        for (int view = 0; view < sizes.length; view++) {
            sizes[view] = views.size(view);
            long bytes = (long) batchSize * sizes[view] * sizes[view] * channels * Float.BYTES;
            if (bytes > LARGEST) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%d images of %d x %d with %d channels take %d bytes, more than the 2 GiB that a view of a "
                                + "batch may take: make the batch smaller",
                        batchSize,
                        sizes[view],
                        sizes[view],
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

    /** Bytes of a whole batch. */
    long bytes() {
        long total = 0;
        for (int view = 0; view < sizes.length; view++) {
            total += (long) batchSize * bytes(view);
        }
        return total;
    }
}
