package dev.selfsame.tensor;

import dev.selfsame.natives.Natives;
import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch;

/** How many threads libtorch computes with. */
public final class Threads {
    /** Held by whoever decides how many threads multiply float32 matrices, which is one number for all. */
    private static final Object BLAS = new Object();

    private Threads() {}

    /** The number of compute threads of this thread's operations. */
    public static int count() {
        Natives.torch();
        return torch.get_num_threads();
    }

    /** Does what the calling thread can do in less time by itself than it takes to call others. */
    static void alone(Runnable work) {
        int before = count(); // sets the thread's number, where it has none yet, to that of all
        if (before == 1) {
            work.run();
            return;
        }
        Natives.openMpThreads(1);
        try {
            work.run();
        } finally {
            Natives.openMpThreads(before);
        }
    }

    /**
     * Does work with one compute thread, so that its results don't depend on how many there are. One thread at a time: others
     * wait here, and at {@link #set}. Products of float32 matrices of other threads have one as well meanwhile.
     */
    public static <T> T single(Supplier<T> work) {
        synchronized (BLAS) {
            int before = count();
            int blas = Natives.blasThreads();
            setHere(1);
            Natives.blasThreads(1);
            try {
                return work.get();
            } finally {
                setHere(before);
                Natives.blasThreads(Math.max(1, blas));
            }
        }
    }

    /** Sets the number of the calling thread; where that can't be, of those that start computing later, too. */
    private static void setHere(int count) {
        Natives.openMpThreads(count);
        if (count() != count) {
            torch.set_num_threads(count);
        }
    }

    /** Lets the calling thread call no others from now on, as befits one of several that do as much as they can. */
    public static void keepToItself() {
        if (count() > 1) {
            Natives.openMpThreads(1);
        }
    }

    /**
     * Sets the number of compute threads for operations of the calling thread and of threads that start computing
     * later; products of float32 matrices follow the last call of all threads, but take no more threads than there are
     * processors. Sums are taken in another order, so results differ in the last digits between counts.
     *
     * @param count 1 to 1,024
     */
    public static void set(int count) {
        if (count < 1 || count > 1024) {
            throw new IllegalArgumentException("threads must be 1 to 1024, got " + count);
        }
        Natives.torch();
        synchronized (BLAS) {
            torch.set_num_threads(count);
            Natives.blasThreads(count);
        }
    }
}
