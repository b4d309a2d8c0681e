package dev.selfsame.loss;

import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** What every pair loss does round its formula: checks, full precision, and a scope that leaves only the loss. */
final class Pairs {
    private Pairs() {}

    /** The formula in full precision, autocast off; what it makes on the way is closed. */
    static Loss compute(Tensor z0, Tensor z1, PairLoss formula) {
        return Inputs.compute(List.of(z0, z1), in -> formula.apply(in.get(0), in.get(1)));
    }

    /** Both views must be [N, D] alike, with at least {@code leastRows} rows. */
    static void requireRows(String name, Tensor z0, Tensor z1, long leastRows) {
        requireAlike(name, z0, z1);
        if (z0.rank() != 2) {
            throw Checks.shape(name, "embeddings [N, D]", z0);
        }
        if (z0.size(0) < leastRows || z0.size(1) < 1) {
            throw Checks.shape(
                    name, "at least " + leastRows + (leastRows == 1 ? " row" : " rows") + " and one column", z0);
        }
    }

    /** Both views must be floating and have one shape. */
    static void requireAlike(String name, Tensor z0, Tensor z1) {
        if (!Arrays.equals(z0.shape(), z1.shape())) {
            throw new IllegalArgumentException(name + " wants two views of one shape, got "
                    + Arrays.toString(z0.shape()) + " and " + Arrays.toString(z1.shape()));
        }
        Checks.requireFloating(name, z0);
        Checks.requireFloating(name, z1);
    }

    /** A temperature divides the similarities: any finite number that isn't almost 0. */
    static void requireTemperature(double temperature) {
        if (!Double.isFinite(temperature) || Math.abs(temperature) < 1e-8) {
            throw new IllegalArgumentException(
                    "temperature must be finite and at least 1e-8 in absolute value, got " + temperature);
        }
    }
}
