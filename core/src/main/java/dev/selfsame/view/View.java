package dev.selfsame.view;

import dev.selfsame.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One view of each image of a batch.
 *
 * @param pixels float32 [N, C, H, W], normalised; multi-crop methods have views of unequal H and W
 * @param grid where the middle of each cell of the view lies in its image, x and y in pixels of the image at its full size:
 *     float32 [N, G, G, 2], for methods that match by place; else null
 * @param regions the region that each cell of the view belongs to, from 0: int32 [N, S, S], for methods that pool by mask;
 *     else null
 * @param tokenMask which tokens are hidden, for masked methods; else null
 */
public record View(Tensor pixels, @Nullable Tensor grid, @Nullable Tensor regions, @Nullable Tensor tokenMask) {
    /** A view of pixels only. */
    public static View of(Tensor pixels) {
        return new View(pixels, null, null, null);
    }
}
