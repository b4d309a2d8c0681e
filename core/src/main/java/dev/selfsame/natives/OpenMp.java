package dev.selfsame.natives;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * How many threads OpenMP, with which libtorch's kernels share their work, takes for what the calling thread does. Every
 * thread that shares work has helpers of its own, which go on looking for more of it for a while: they would take the
 * processors from those who have some.
 */
final class OpenMp {
    private static final @Nullable Function SET = function("omp_set_num_threads");

    private OpenMp() {}

    private static @Nullable Function function(String name) {
        org.bytedeco.javacpp.@Nullable Pointer function = Loader.addressof(name);
        try {
            return function == null ? null : Function.getFunction(new Pointer(function.address()));
        } catch (LinkageError e) { // no JNA for this machine
            return null;
        }
    }

    /** Sets the number for the calling thread. */
    static void threads(int count) {
        if (SET != null) {
            SET.invokeVoid(new Object[] {count});
        }
    }
}
