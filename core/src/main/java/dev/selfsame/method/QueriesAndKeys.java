package dev.selfsame.method;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.loss.Loss;
import dev.selfsame.loss.PairLoss;
import dev.selfsame.nn.MemoryBank;
import dev.selfsame.nn.SplitBatchNorm;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Batch;
import java.util.function.Supplier;

/**
 * A branch that makes queries, its moving average that makes keys, and the queue of the keys of earlier batches: momentum
 * contrast's networks, and ReSSL's.
 */
final class QueriesAndKeys extends OnlineAndTarget {
    final MemoryBank queue;
    private final KeyOrder order;

    /**
     * Makes them, without weights still.
     *
     * @param branch makes one branch; called twice
     * @param queue for keys
     * @param normParts in how many parts batch norm sees a batch
     * @param seed of the order in which keys are made
     * @param replicas who shares the batch
     */
    QueriesAndKeys(Supplier<Branch> branch, MemoryBank queue, int normParts, long seed, Replicas replicas) {
        super(branch, null);
        this.queue = child("queue", queue);
        this.order = child("order", new KeyOrder(normParts, seed, replicas));
        SplitBatchNorm.in(this, normParts);
    }

    /** The keys of a view, made in another order, without gradient: [N, C, H, W] → [N, out]. */
    Tensor keys(Tensor pixels) {
        return order.through(pixels, this::targets);
    }

    /** In training, puts keys in when the loss is known. */
    void enqueue(Tensor keys) {
        if (isTraining()) {
            queue.enqueue(keys);
        }
    }

    /**
     * Momentum contrast: queries of view 0 against keys of view 1, then the keys go into the queue.
     *
     * @param loss of queries and keys
     * @param symmetric whether the views are exchanged too; the loss is the mean of both
     */
    Loss contrast(Batch batch, PairLoss loss, boolean symmetric) {
        Tensor h0 = online.encoder.forward(batch.view(0)); // [N, features]
        Tensor q0 = online.projector.forward(h0); // [N, out]
        Tensor k1 = keys(batch.view(1)); // [N, out], no gradient
        Loss forth = loss.apply(q0, k1);
        if (!symmetric) {
            enqueue(k1);
            return forth.withEmbedding(q0).withCounterpart(k1).withFeatures(h0);
        }
        Tensor q1 = online.projector.forward(online.encoder.forward(batch.view(1)));
        Tensor k0 = keys(batch.view(0));
        Loss both = forth.add(loss.apply(q1, k0)).mul(0.5);
        enqueue(k0); // no key is a negative of its own step
        enqueue(k1);
        return both.withEmbedding(q0).withCounterpart(q1).withFeatures(h0);
    }
}
