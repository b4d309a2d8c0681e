package dev.selfsame.nn;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A tensor that a module owns, and how it is drawn anew; without that it stays as it was given. A fixed one never collects
 * gradients.
 */
record Slot(Tensor tensor, @Nullable Init init, boolean fixed) {
    /** A tensor with its first values where no seed is needed for them, else zeros. */
    static Tensor first(DType dtype, Init init, long... shape) {
        double value = init.isConstant() ? init.draw(Draws.of(0, Stream.WEIGHTS, 0, 0)) : 0;
        return Tensor.full(dtype, value, shape).unscoped();
    }

    /** Takes values, in row-major order from one place on. */
    void write(long start, float[] values) {
        try (NoGrad guard = new NoGrad();
                Tensor detached = tensor.detach();
                Tensor flat = detached.reshape(-1);
                Tensor part = flat.narrow(0, start, values.length);
                Tensor drawn = Tensor.of(values, values.length)) {
            part.copyInPlace(drawn);
        }
    }
}
