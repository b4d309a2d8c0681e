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
    private static final @Nullable Function GET = function("omp_get_max_threads");

    private OpenMp() {}

    private static @Nullable Function function(String name) {
        org.bytedeco.javacpp.@Nullable Pointer function = Loader.addressof(name);
        try {
            return function == null ? null : Function.getFunction(new Pointer(function.address()));
        } catch (LinkageError e) { // no JNA for this machine
            return null;
        }
    }

    /** The number for the calling thread, at least 1; 0 where that can't be told. */
    static int threads() {
        return GET == null || SET == null ? 0 : GET.invokeInt(new Object[0]);
    }

    /** Sets the number for the calling thread; for 0 does nothing. */
    static void threads(int count) {
        if (SET != null && count > 0) {
            SET.invokeVoid(new Object[] {count});
        }
    }
}
