package dev.selfsame.loss;

import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;

/** What every pair loss does round its formula: checks, full precision, and a scope that leaves only the loss. */
final class Pairs {
    private Pairs() {}

    /** The formula in full precision, autocast off; what it makes on the way is closed. */
    static Loss compute(Tensor z0, Tensor z1, PairLoss formula) {
        try (Scope scope = new Scope();
                Autocast off = Autocast.off(z0.device())) {
            Loss loss = formula.apply(full(z0), full(z1));
            scope.keep(loss.total());
            loss.terms().values().forEach(scope::keep);
            return loss;
        }
    }

    /** Both views must be [N, D] alike, with at least {@code leastRows} rows. */
    static void requireRows(String name, Tensor z0, Tensor z1, long leastRows) {
        requireAlike(name, z0, z1);
        if (z0.rank() != 2) {
            throw new IllegalArgumentException(name + " wants embeddings [N, D], got " + Arrays.toString(z0.shape()));
        }
        if (z0.size(0) < leastRows || z0.size(1) < 1) {
            throw new IllegalArgumentException(name + " wants at least " + leastRows
                    + (leastRows == 1 ? " row" : " rows") + " and one column, got " + Arrays.toString(z0.shape()));
        }
    }

    /** Both views must be floating and have one shape. */
    static void requireAlike(String name, Tensor z0, Tensor z1) {
        if (!Arrays.equals(z0.shape(), z1.shape())) {
            throw new IllegalArgumentException(name + " wants two views of one shape, got "
                    + Arrays.toString(z0.shape()) + " and " + Arrays.toString(z1.shape()));
        }
        for (Tensor z : new Tensor[] {z0, z1}) {
            if (!z.dtype().isFloating()) {
                throw new IllegalArgumentException(name + " wants floating embeddings, got " + z.dtype());
            }
        }
    }

    /** A temperature divides the similarities: any finite number that isn't almost 0. */
    static void requireTemperature(double temperature) {
        if (!Double.isFinite(temperature) || Math.abs(temperature) < 1e-8) {
            throw new IllegalArgumentException(
                    "temperature must be finite and at least 1e-8 in absolute value, got " + temperature);
        }
    }

    private static Tensor full(Tensor z) {
        return z.dtype() == DType.FLOAT32 || z.dtype() == DType.FLOAT64 ? z : z.to(DType.FLOAT32);
    }
}
