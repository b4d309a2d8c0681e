package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.BatchShuffle;
import dev.selfsame.nn.Module;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * The order in which MoCo's keys are made, another at each call in training (He et al. 2020, arXiv:1911.05722, section
 * 3.3). Seed and number of calls are buffers, so that a resumed run goes on with the order that it would have had.
 */
final class KeyOrder extends Module {
    private final int parts;
    private final Replicas replicas;
    private final Tensor seed;
    private final Tensor calls;

    /**
     * Orders.
     *
     * @param parts of a batch that batch norm sees by itself; with 1, on one replica, the order makes no difference and
     *     stays
     * @param seed of the orders
     * @param replicas who shares the batch, all of which is put in another order
     */
    KeyOrder(int parts, long seed, Replicas replicas) {
        this.parts = parts;
        this.replicas = replicas;
        this.seed = buffer("seed", Tensor.of(new long[] {seed}, 1));
        this.calls = buffer("calls", Tensor.zeros(DType.INT64, 1));
    }

    /** What a network makes of images [N, C, H, W], which it sees in another order: [N, ...], in the order of the images. */
    Tensor through(Tensor pixels, UnaryOperator<Tensor> network) {
        if (parts == 1 && replicas.size() == 1) {
            return network.apply(pixels);
        }
        long call = calls.toLongs()[0];
        BatchShuffle.Shuffled shuffled = new BatchShuffle(seed.toLongs()[0], replicas).shuffle(pixels, call);
        Tensor made = shuffled.restore(network.apply(shuffled.rows().channelsLast()));
        if (isTraining()) {
            try (NoGrad guard = new NoGrad()) {
                calls.fillInPlace((double) (call + 1));
            }
        }
        return made;
    }
}
