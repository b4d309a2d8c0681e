package dev.selfsame.loss;

import dev.selfsame.tensor.Tensor;

/** A loss that compares two views of the same images. */
@FunctionalInterface
public interface PairLoss {
    /**
     * The loss of a batch.
     *
     * @param z0 embeddings of view 0: [N, D]
     * @param z1 embeddings of view 1, row i from the image of row i of {@code z0}: [N, D]
     */
    Loss apply(Tensor z0, Tensor z1);
}
