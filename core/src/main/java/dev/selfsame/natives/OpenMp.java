package dev.selfsame.natives;

import com.sun.jna.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many threads OpenMP, with which libtorch's kernels share their work, takes for what the calling thread does. Every
 * thread that shares work has helpers of its own, which go on looking for more of it for a while: they would take the
 * processors from those who have some.
 */
final class OpenMp {
    private static final @Nullable Function SET = NativeFunction.find("omp_set_num_threads");

    private OpenMp() {}

    /** Sets the number for the calling thread. */
    static void threads(int count) {
        if (SET != null) {
            SET.invokeVoid(new Object[] {count});
        }
    }
}
