package dev.selfsame.loss;

import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Pointwise;
import dev.selfsame.tensor.Tensor;

/** How far a sample is from the standard normal distribution, by the sliced Wasserstein distance. */
final class NormalShape {
    private NormalShape() {}

    /**
     * The squared 2-Wasserstein distance in one dimension, of sorted projections from the normal quantiles at i/(N + 1);
     * the mean over slices: a scalar.
     *
     * @param sample [V, N, D]; each of V by itself
     * @param slices directions of any length but 0: [D, S]
     */
    static Tensor distance(Tensor sample, Tensor slices) {
        Tensor unit = slices.div(slices.norm(0, true)); // [D, S]
        Tensor projections = unit.t().matmul(sample.transpose(-2, -1)); // [V, S, N]
        long n = projections.size(-1);
        Tensor falling = Indexing.topK(projections, n).values();
        Tensor quantiles = quantiles((int) n).to(falling.dtype()).to(falling.device()); // [N]
        return falling.sub(quantiles).square().mean();
    }

    /** The normal quantiles at i/(n + 1), the largest first: float64 [n]. */
    private static Tensor quantiles(int n) {
        double[] places = new double[n]; // 2p − 1
        for (int i = 0; i < n; i++) {
            places[i] = 2 * (n - i) / (n + 1.0) - 1;
        }
        return Pointwise.erfInv(Tensor.of(places, n)).mul(Math.sqrt(2));
    }
}
