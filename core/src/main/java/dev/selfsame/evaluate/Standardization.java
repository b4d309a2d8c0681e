package dev.selfsame.evaluate;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;

/**
 * Brings each dimension of features to mean 0 and standard deviation 1; one that never changes becomes 0.
 *
 * @param mean of each dimension: float64 [D]
 * @param scale 1 over the standard deviation (divided by N) of each dimension, or 0: float64 [D]
 */
record Standardization(Tensor mean, Tensor scale) implements AutoCloseable {
    /** Below this a dimension doesn't change but for rounding. */
    private static final double LEAST_DEVIATION = 1e-6;

    /** Leaves features of {@code d} dimensions as they are. */
    static Standardization none(long d) {
        return new Standardization(
                Tensor.zeros(DType.FLOAT64, d).unscoped(),
                Tensor.ones(DType.FLOAT64, d).unscoped());
    }

    /** By the statistics of rows [N, D], computed in float64. */
    static Standardization of(Tensor rows) {
        double n = rows.size(0);
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor mean = Tensor.zeros(DType.FLOAT64, rows.size(1));
            Rows.each(
                    rows,
                    (piece, start) -> mean.addInPlace(piece.to(DType.FLOAT64).sum(0, false), 1 / n));
            Tensor variance = Tensor.zeros(DType.FLOAT64, rows.size(1));
            Rows.each(
                    rows,
                    (piece, start) -> variance.addInPlace(
                            piece.to(DType.FLOAT64).sub(mean).square().sum(0, false), 1 / n));
            double[] scale = variance.sqrt().toDoubles();
            for (int i = 0; i < scale.length; i++) {
                scale[i] = scale[i] > LEAST_DEVIATION ? 1 / scale[i] : 0;
            }
            return new Standardization(
                    mean.unscoped(), Tensor.of(scale, scale.length).unscoped());
        }
    }

    /** In float32: [n, D]. */
    Tensor apply(Tensor rows) {
        return apply(rows, DType.FLOAT32);
    }

    /** In float32 or float64: [n, D]. */
    Tensor apply(Tensor rows, DType type) {
        return rows.to(type).sub(mean.to(type)).mul(scale.to(type));
    }

    @Override
    public void close() {
        mean.close();
        scale.close();
    }
}
