package dev.selfsame.data;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import dev.selfsame.view.View;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch in native memory that the loader uses again: after {@link #release} nothing may touch what {@link #view}
 * gave, nor anything that was made over it without a copy.
 */
public final class LoadedBatch {
    private final BatchRing ring;
    private final Slot slot;
    private final ViewLayout layout;
    private final int epoch;
    private final int step;
    private final long[] indices;
    private final long[] labels;
    private boolean released;

    LoadedBatch(BatchRing ring, Slot slot, ViewLayout layout, ImageSource source, int epoch, int step, int size) {
        this.ring = ring;
        this.slot = slot;
        this.layout = layout;
        this.epoch = epoch;
        this.step = step;
        this.indices = new long[size];
        this.labels = new long[source.classes().isEmpty() ? 0 : size];
        for (int i = 0; i < size; i++) {
            indices[i] = slot.images[i];
            if (labels.length > 0) {
                labels[i] = source.classIndex(slot.images[i]);
            }
        }
    }

    /** The epoch, from 0. */
    public int epoch() {
        return epoch;
    }

    /** The step within the epoch, from 0. */
    public int step() {
        return step;
    }

    /** Images in the batch. */
    public int size() {
        return indices.length;
    }

    /** Views of each image. */
    public int views() {
        return layout.views();
    }

    /**
     * The values of a view: float32 {@code [size, height, width, channels]} in native byte order, direct memory from a
     * multiple of 64 bytes on.
     */
    public ByteBuffer view(int view) {
        if (released) {
            throw new IllegalStateException("the batch has been given back to its loader");
        }
        return slot.bytes(view)
                .duplicate()
                .position(0)
                .limit(size() * layout.bytes(view))
                .order(ByteOrder.nativeOrder());
    }

    /**
     * The batch as a method sees it. The pixels of a view are float32 [N, C, H, W] over the loader's own memory, in
     * channels-last order; the tensors belong to the scope that is open, and close before the batch is released.
     */
    public Batch tensors() {
        List<View> views = new ArrayList<>();
        for (int view = 0; view < layout.views(); view++) {
            int side = layout.size(view);
            Tensor pixels = Tensor.wrap(view(view), DType.FLOAT32, size(), side, side, layout.channels());
            views.add(new View(pixels.permute(0, 3, 1, 2), grid(view), regions(view), null));
        }
        return new Batch(views, Tensor.of(indices, size()), labels.length == 0 ? null : Tensor.of(labels, size()));
    }

    private @Nullable Tensor grid(int view) {
        int side = layout.grid(view);
        return side == 0 ? null : Tensor.wrap(filled(slot.grids(view)), DType.FLOAT32, size(), side, side, 2);
    }

    private @Nullable Tensor regions(int view) {
        int side = layout.regions(view);
        return side == 0 ? null : Tensor.wrap(filled(slot.regions(view)), DType.INT32, size(), side, side);
    }

    /** The part of a buffer that this batch fills. */
    private ByteBuffer filled(ByteBuffer buffer) {
        int bytes = buffer.capacity() / layout.batchSize() * size();
        return buffer.duplicate().position(0).limit(bytes).order(ByteOrder.nativeOrder());
    }

    /** The place of each image in the source; that of the replacement, where one was unreadable. */
    public long[] indices() {
        return indices.clone();
    }

    /** The class of each image, -1 for one without a label; empty where the source has no classes. */
    public long[] labels() {
        return labels.clone();
    }

    /** Gives the memory back. A second call does nothing. */
    public void release() {
        if (!released) {
            released = true;
            ring.release(slot);
        }
    }

    @Override
    public String toString() {
        return "LoadedBatch[epoch " + epoch + ", step " + step + ", " + size() + " images, " + views() + " views]";
    }
}
