package dev.selfsame.train;

import dev.selfsame.natives.Natives;

/**
 * Has the holes in the native heap given back. Each step needs the same memory, but where a block of something else has
 * come to lie in a hole, a tensor moves further up and leaves the rest of it behind.
 */
final class HeapTrim {
    private static final int LOOK = 10;
    private static final int WARM_UP = 100;
    private static final int REST = 50;

    /** The share of the heap by which the holes may grow before they are given back. */
    private static final double GROWTH = 0.02;

    private int steps;
    private int trimmed;

    /**
     * The least resident size without what tensors use since holes were last given back, in bytes; 0 until then. Java's heap
     * is in it, which grows for a while and then stays.
     */
    private long least;

    /**
     * To be called after each step. Looks every ten steps, and gives holes back that have grown since the last time. As
     * that costs time, it does so only every fifty steps when the first hundred, in which Java compiles, are over.
     */
    void stepped() {
        steps++;
        if (steps % LOOK != 0) {
            return;
        }
        long rest = Natives.residentSize() - Natives.heapUsed();
        if (steps == trimmed + LOOK && trimmed > 0) {
            least = rest;
        } else if ((steps <= WARM_UP || steps >= trimmed + REST) && rest - least > GROWTH * Natives.heapSize()) {
            Natives.trimHeap();
            trimmed = steps;
        } else {
            least = Math.min(least, rest);
        }
    }
}
