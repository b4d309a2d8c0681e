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
    private static final int CHUNK = 1 << 20;

    /** A tensor with its first values where no seed is needed for them, else zeros. */
    static Tensor first(DType dtype, Init init, long... shape) {
        Tensor tensor = Tensor.zeros(dtype, shape).unscoped();
        if (init.isConstant()) {
            new Slot(tensor, init, false).draw(0, "");
        }
        return tensor;
    }

    /** Draws fresh values for the tensor of this name, in pieces, so that a large one needs little heap. */
    void draw(long seed, String name) {
        if (init == null) {
            return;
        }
        Draws draws = Draws.of(seed, Stream.WEIGHTS, 0, Draws.hash(name));
        try (NoGrad guard = new NoGrad();
                Tensor values = tensor.detach();
                Tensor flat = values.reshape(-1)) {
            long count = flat.count();
            float[] chunk = new float[(int) Math.min(CHUNK, count)];
            for (long start = 0; start < count; start += chunk.length) {
                int length = (int) Math.min(chunk.length, count - start);
                for (int i = 0; i < length; i++) {
                    chunk[i] = (float) init.draw(draws);
                }
                try (Tensor part = flat.narrow(0, start, length);
                        Tensor all = Tensor.of(chunk, chunk.length);
                        Tensor drawn = all.narrow(0, 0, length)) {
                    part.copyInPlace(drawn);
                }
            }
        }
    }
}
