package dev.selfsame.loss;

import dev.selfsame.tensor.Tensor;
import java.util.List;

/** A loss that compares any number of views of the same images. */
public interface ViewsLoss extends PairLoss {
    /**
     * The loss of a batch.
     *
     * @param views embeddings of each view, row i of all from the same image: [N, D] each
     */
    Loss apply(List<Tensor> views);

    /** The loss of two views. */
    @Override
    default Loss apply(Tensor z0, Tensor z1) {
        return apply(List.of(z0, z1));
    }
}
