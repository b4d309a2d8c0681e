package dev.selfsame.loss;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.Tensor;

/** Features over the whole batch: less their mean, divided by their length. */
final class Columns {
    private static final double EPS = 1e-12;

    private Columns() {}

    /** Columns less their mean over the rows of all replicas: this replica's rows, [N, ..., D]. */
    static Tensor deviation(Tensor z, Replicas replicas) {
        double n = (double) z.size(0) * replicas.size();
        return z.sub(replicas.sum(z.sum(0, true)).div(n)); // the mean: [1, ..., D]
    }

    /** Columns of length 1 over the rows of all replicas, or of zeros: this replica's rows, [N, D]. */
    static Tensor unit(Tensor z, Replicas replicas) {
        Tensor squares = replicas.sum(z.square().sum(0, true)); // [1, D]
        return z.div(squares.clampMin(EPS * EPS).sqrt());
    }
}
