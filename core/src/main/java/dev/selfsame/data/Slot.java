package dev.selfsame.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Memory for one batch, filled image by image and used again for a later batch. Each position is written by one worker;
 * what went wrong at it is kept with it, so that the reader of the batch meets failures in order, whichever worker was
 * first.
 */
final class Slot {
    private static final int ALIGNMENT = 64;

    /** An image that could not be read when a position was filled. */
    record Failure(int position, int image, String reason) {}

    /** The place of each position's image in the source. */
    final int[] images;

    private final ViewLayout layout;
    private final ByteBuffer[] bytes;
    private final FloatBuffer[] floats;
    private final ByteBuffer[] grids;
    private final ByteBuffer[] regions;
    private final AtomicInteger remaining = new AtomicInteger();
    private final List<Failure> failures = new ArrayList<>();
    private @Nullable Throwable error;
    private int errorPosition = Integer.MAX_VALUE;
    private volatile long batch = -1;

    Slot(ViewLayout layout) {
        this.layout = layout;
        images = new int[layout.batchSize()];
        bytes = new ByteBuffer[layout.views()];
        floats = new FloatBuffer[layout.views()];
        grids = new ByteBuffer[layout.views()];
        regions = new ByteBuffer[layout.views()];
        for (int view = 0; view < bytes.length; view++) {
            bytes[view] = aligned(layout.batchSize() * layout.bytes(view));
            floats[view] = bytes[view].asFloatBuffer();
            grids[view] = aligned(layout.batchSize() * layout.gridFloats(view) * Float.BYTES);
            regions[view] = aligned(layout.batchSize() * layout.regionInts(view) * Integer.BYTES);
        }
    }

    private static ByteBuffer aligned(int size) {
        ByteBuffer whole = ByteBuffer.allocateDirect(size + ALIGNMENT);
        int past = whole.alignmentOffset(0, ALIGNMENT);
        // A slice starts out big-endian.
        return whole.slice(past == 0 ? 0 : ALIGNMENT - past, size).order(ByteOrder.nativeOrder());
    }

    /** Makes the slot ready to be filled with a batch of {@code count} images. */
    void prepare(long nextBatch, int count) {
        synchronized (failures) {
            failures.clear();
            error = null;
            errorPosition = Integer.MAX_VALUE;
        }
        remaining.set(count);
        batch = nextBatch;
    }

    /** The batch that the slot is for. */
    long batch() {
        return batch;
    }

    ByteBuffer bytes(int view) {
        return bytes[view];
    }

    FloatBuffer floats(int view) {
        return floats[view];
    }

    /** The grids of a view; empty where there are none. */
    ByteBuffer grids(int view) {
        return grids[view];
    }

    /** The regions of a view; empty where there are none. */
    ByteBuffer regions(int view) {
        return regions[view];
    }

    /** Counts a position as done; true where it was the last. */
    boolean done() {
        return remaining.decrementAndGet() == 0;
    }

    boolean full() {
        return remaining.get() == 0;
    }

    /** Notes an unreadable image. */
    void unreadable(int position, int image, String reason) {
        synchronized (failures) {
            failures.add(new Failure(position, image, reason));
        }
    }

    /** Notes an error that ends the loading; of several, the one at the lowest position counts. */
    void fail(int position, Throwable cause) {
        synchronized (failures) {
            if (position < errorPosition) {
                error = cause;
                errorPosition = position;
            }
        }
    }

    /** How many positions lie before the error; all, where there is none. */
    int sound() {
        synchronized (failures) {
            return Math.min(errorPosition, images.length);
        }
    }

    @Nullable
    Throwable error() {
        synchronized (failures) {
            return error;
        }
    }

    /** The unreadable images up to the error, where there is one, by position and within it as they were met. */
    List<Failure> failures() {
        synchronized (failures) {
            List<Failure> met = new ArrayList<>(failures);
            met.removeIf(failure -> failure.position > errorPosition);
            met.sort(Comparator.comparingInt(Failure::position));
            return met;
        }
    }

    /** Copies what lies at one position to an earlier one. */
    void move(int from, int to) {
        images[to] = images[from];
        for (int view = 0; view < bytes.length; view++) {
            move(bytes[view], from, to, layout.bytes(view));
            move(grids[view], from, to, layout.gridFloats(view) * Float.BYTES);
            move(regions[view], from, to, layout.regionInts(view) * Integer.BYTES);
        }
    }

    private static void move(ByteBuffer buffer, int from, int to, int size) {
        buffer.put(to * size, buffer, from * size, size);
    }

    /** A worker's error, to be thrown in the thread of the reader. */
    static RuntimeException rethrown(Throwable error) {
        if (error instanceof Error serious) {
            throw serious;
        }
        return error instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(error);
    }
}
