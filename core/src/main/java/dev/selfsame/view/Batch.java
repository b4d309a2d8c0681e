package dev.selfsame.view;

import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a method learns from in one step.
 *
 * @param views the views of N images, in the order that the method asked for
 * @param indices the positions of the images in their source: int64 [N]
 * @param labels class numbers, int64 [N], or null where the source has none
 */
public record Batch(List<View> views, Tensor indices, @Nullable Tensor labels) {
    /** Keeps a copy of the list. */
    public Batch {
        views = List.copyOf(views);
    }

    /** The pixels of one view: float32 [N, C, H, W]. */
    public Tensor view(int i) {
        return views.get(i).pixels();
    }

    /** The number of images. */
    public int size() {
        return (int) indices.size(0);
    }
}
