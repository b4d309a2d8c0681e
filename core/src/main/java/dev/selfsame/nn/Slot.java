package dev.selfsame.nn;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import java.util.Objects;
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
        Init how = init;
        if (how == null) {
            return;
        }
        Draws draws = draws(seed, name);
        long count = tensor.count();
        for (long start = 0; start < count; start += CHUNK) {
            write(start, values(how, draws, (int) Math.min(CHUNK, count - start)));
        }
    }

    /** All that {@link #draw} would write, by any thread; {@link #write} writes it. */
    float[] values(long seed, String name, int count) {
        return values(Objects.requireNonNull(init), draws(seed, name), count);
    }

    void write(float[] values) {
        write(0, values);
    }

    private void write(long start, float[] values) {
        try (NoGrad guard = new NoGrad();
                Tensor detached = tensor.detach();
                Tensor flat = detached.reshape(-1);
                Tensor part = flat.narrow(0, start, values.length);
                Tensor drawn = Tensor.of(values, values.length)) {
            part.copyInPlace(drawn);
        }
    }

    private static float[] values(Init init, Draws draws, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) init.draw(draws);
        }
        return values;
    }

    private static Draws draws(long seed, String name) {
        return Draws.of(seed, Stream.WEIGHTS, 0, Draws.hash(name));
    }
}
