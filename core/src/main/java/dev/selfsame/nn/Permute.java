package dev.selfsame.nn;

import dev.selfsame.tensor.Tensor;

/** The dimensions in another order, as a layer, so that those after it keep torchvision's numbers. */
final class Permute extends Layer {
    private final long[] order;

    Permute(long... order) {
        this.order = order.clone();
    }

    /** [N, C, H, W] → [N, H, W, C]. */
    static Permute channelsToTheEnd() {
        return new Permute(0, 2, 3, 1);
    }

    /** [N, H, W, C] → [N, C, H, W]. */
    static Permute channelsToTheFront() {
        return new Permute(0, 3, 1, 2);
    }

    @Override
    public Tensor forward(Tensor x) {
        return x.permute(order);
    }
}
