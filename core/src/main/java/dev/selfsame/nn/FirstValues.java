package dev.selfsame.nn;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.util.ArrayList;
import java.util.List;

/** Draws the first values of tensors, several tensors at a time on all cores: each depends on the seed and its name alone. */
final class FirstValues {
    /** How many are held in the heap at a time, 32 MiB: of several tensors, or of a piece of a larger one. */
    private static final int TOGETHER = 1 << 23;

    private final long seed;
    private final List<Drawing> waiting = new ArrayList<>();
    private long count;

    /** Values of one tensor, drawn on any thread. */
    private record Drawing(Slot slot, Init init, Draws draws, int length) {
        float[] values() {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = (float) init.draw(draws);
            }
            return values;
        }
    }

    FirstValues(long seed) {
        this.seed = seed;
    }

    /** Draws for the tensor of this name, now or by {@link #finish}. */
    void draw(String name, Slot slot) {
        Init init = slot.init();
        if (init == null) {
            return;
        }
        Draws draws = Draws.of(seed, Stream.WEIGHTS, 0, Draws.hash(name));
        long length = slot.tensor().count();
        if (length > TOGETHER) {
            for (long start = 0; start < length; start += TOGETHER) {
                int piece = (int) Math.min(TOGETHER, length - start);
                slot.write(start, new Drawing(slot, init, draws, piece).values());
            }
            return;
        }
        if (count + length > TOGETHER) {
            finish();
        }
        waiting.add(new Drawing(slot, init, draws, (int) length));
        count += length;
    }

    /** Draws for all that wait, and writes it on this thread, to which the tensors belong. */
    void finish() {
        List<float[]> values = waiting.parallelStream().map(Drawing::values).toList();
        for (int i = 0; i < values.size(); i++) {
            waiting.get(i).slot().write(0, values.get(i));
        }
        waiting.clear();
        count = 0;
    }
}
