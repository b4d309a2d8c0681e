package dev.selfsame.nn;

import java.util.ArrayList;
import java.util.List;

/** Draws the first values of tensors, several tensors at a time on all cores: each depends on the seed and its name alone. */
final class FirstValues {
    /** How many are held in the heap at a time: 32 MiB. Larger tensors are drawn by themselves, in pieces. */
    private static final long TOGETHER = 1 << 23;

    private final long seed;
    private final List<Waiting> waiting = new ArrayList<>();
    private long count;

    /** A tensor whose values are drawn on any thread and written by its own, which alone may ask for its size. */
    private record Waiting(String name, Slot slot, int length) {
        float[] values(long seed) {
            return slot.values(seed, name, length);
        }
    }

    FirstValues(long seed) {
        this.seed = seed;
    }

    /** Draws for the tensor of this name, now or by {@link #finish}. */
    void draw(String name, Slot slot) {
        if (slot.init() == null) {
            return;
        }
        long length = slot.tensor().count();
        if (length > TOGETHER) {
            slot.draw(seed, name);
            return;
        }
        if (count + length > TOGETHER) {
            finish();
        }
        waiting.add(new Waiting(name, slot, (int) length));
        count += length;
    }

    /** Draws for all that wait. */
    void finish() {
        List<float[]> values =
                waiting.parallelStream().map(each -> each.values(seed)).toList();
        for (int i = 0; i < values.size(); i++) {
            waiting.get(i).slot().write(values.get(i));
        }
        waiting.clear();
        count = 0;
    }
}
