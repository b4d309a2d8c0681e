package dev.selfsame.tensor;

import org.bytedeco.javacpp.Pointer;

/** JavaCPP's pointers to native memory that is not freed. */
public final class LivePointers {
    private static final int PAUSE = 5; // milliseconds
    private static final int STILL = 5;

    private LivePointers() {}

    /**
     * How many there are when the garbage collector has freed those that nobody holds, which other tests of this process may
     * have left: it would free them in the middle of what is measured otherwise. For the count before; that after is {@link
     * Pointer#totalCount}, where pointers left to the collector count.
     */
    public static long settled() {
        System.gc();
        long count = Pointer.totalCount();
        int still = 0;
        while (still < STILL) {
            try {
                Thread.sleep(PAUSE); // the collector's finds are freed by a thread of JavaCPP
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            long now = Pointer.totalCount();
            still = now == count ? still + 1 : 0;
            count = now;
        }
        return count;
    }
}
