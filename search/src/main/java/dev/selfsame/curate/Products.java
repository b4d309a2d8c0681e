package dev.selfsame.curate;

import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.Threads;

/** Products of rows that are the same to the bit for any number of threads. */
final class Products {
    /** What the cosine of two rows may lack by rounding: that of equal rows is 1 only within it. */
    static final double ROUNDING = 1e-6;

    private Products() {}

    /** Each row of {@code a} [n, D] with each of {@code b} [m, D]: at [i · m + j]. */
    static float[] of(Tensor a, Tensor b) {
        return Threads.single(() -> a.matmul(b.t()).toFloats());
    }
}
