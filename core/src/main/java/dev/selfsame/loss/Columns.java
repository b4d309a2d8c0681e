package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Tensor;

/** Features divided by their length over the batch. */
final class Columns {
    private static final double EPS = 1e-12;

    private Columns() {}

    /** Columns of length 1 over the rows of all replicas, or of zeros: this replica's rows, [N, D]. */
    static Tensor unit(Tensor z, Replicas replicas) {
        Tensor squares = replicas.sum(z.square().sum(0, true)); // [1, D]
        return z.div(squares.clampMin(EPS * EPS).sqrt());
    }
}
