package dev.selfsame.train;

import dev.selfsame.natives.Natives;

/**
 * Has the holes in the native heap given back. Each step needs the same memory, but where a block of something else has
 * come to lie in a hole, a tensor moves further up and leaves the rest of it behind.
 */
final class HeapTrim {
    private static final int STEPS = 50;

    private long last;
    private long most;

    HeapTrim(long step) {
        last = step;
    }

    /** To be called between steps; gives back when the heap has never been larger, and every fifty steps. */
    void trim(long step) {
        long size = Natives.heapSize();
        if (size > most || step - last >= STEPS) {
            Natives.trimHeap();
            most = Math.max(most, size);
            last = step;
        }
    }
}
