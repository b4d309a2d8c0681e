package dev.selfsame.natives;

import com.sun.jna.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many threads OpenMP, with which libtorch's kernels share their work, takes for what the calling thread does. Every
 * thread that shares work has helpers of its own, which go on looking for more of it for a while: they would take the
 * processors from those who have some.
 */
final class OpenMp {
    /** How often an idle thread looks for work before it sleeps: a few dozen microseconds, not milliseconds. */
    private static final String LOOKS = "3000";

    private OpenMp() {}

    /**
     * To be called before the library loads: it reads the process's environment then. Left alone, threads that wait look for
     * work for milliseconds; where other processes want the cores too, each wait for the slowest thread then lasts until the
     * system takes the core away from one that only looks. What the user set stays.
     */
    static void prepare() {
        if (System.getenv("OMP_WAIT_POLICY") == null) {
            Environment.set("GOMP_SPINCOUNT", LOOKS);
        }
    }

    /** Sets the number for the calling thread; the library has to be loaded. */
    static void threads(int count) {
        if (Loaded.SET != null) {
            Loaded.SET.invokeVoid(new Object[] {count});
        }
    }

    /** What is there once the library is. */
    private static final class Loaded {
        static final @Nullable Function SET = NativeFunction.find("omp_set_num_threads");
    }
}
