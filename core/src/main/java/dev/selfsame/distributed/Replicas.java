package dev.selfsame.distributed;

import dev.selfsame.tensor.Tensor;

/**
 * The replicas that train one model together, each on its own part of the batch, seen from one of them. Every replica
 * calls the same operations in the same order, with tensors of the same shape.
 *
 * <p><b>Gradients</b> flow back to where the values came from: the gradient of an input is the sum, over all replicas,
 * of the gradients of its copies. With each replica's parameter gradients averaged afterwards, the model follows the
 * mean of the replicas' losses.
 */
public interface Replicas {
    /** A run by itself: nothing to gather, nothing to sum. */
    Replicas ONE = new One();

    /** The number of this replica, 0 to {@code size() - 1}. */
    int rank();

    /** The number of replicas. */
    int size();

    /** The rows of all replicas in the order of their ranks: [n, ...] → [size · n, ...]. */
    Tensor gather(Tensor rows);

    /** The sum over all replicas, value by value: the same shape. */
    Tensor sum(Tensor values);
}
