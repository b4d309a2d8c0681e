package dev.selfsame.image;

/** Working space of the thread at hand. It only saves allocation: nothing in it is carried from one use to the next. */
final class Scratch {
    /** More than this is not kept (16 MiB a thread): one huge image should not hold memory for ever. */
    private static final int KEPT = 1 << 22;

    private static final ThreadLocal<int[]> INTS = ThreadLocal.withInitial(() -> new int[0]);

    private Scratch() {}

    /** At least so many values, not cleared; good until the next call on this thread. */
    static int[] ints(int length) {
        int[] space = INTS.get();
        if (space.length < length) {
            space = new int[length];
            if (length <= KEPT) {
                INTS.set(space);
            }
        }
        return space;
    }
}
