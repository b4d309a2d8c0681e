package dev.selfsame.natives;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps OpenBLAS, which multiplies libtorch's float32 matrices, within its bounds. Left alone it computes with every
 * processor whatever libtorch is told, and its threads look for more work for tens of milliseconds after each product;
 * the threads of the other kernels, which wait for the slowest of them, become several times slower meanwhile.
 */
final class OpenBlas {
    /** How long an idle thread looks for work: two to this power of processor cycles, 4 to 30. */
    private static final String TIMEOUT = "OPENBLAS_THREAD_TIMEOUT";

    private OpenBlas() {}

    /**
     * To be called before the library loads: it reads the process's environment then. What the user set stays. Where this
     * isn't possible, all works and is slower.
     */
    static void prepare() {
        Environment.set(TIMEOUT, "4");
    }

    /** Sets the number of its threads, the caller's included. Does nothing where libtorch multiplies by other means. */
    static void threads(int count) {
        org.bytedeco.javacpp.@Nullable Pointer function = Loader.addressof("openblas_set_num_threads");
        if (function != null) {
            try {
                Function.getFunction(new Pointer(function.address())).invokeVoid(new Object[] {count});
            } catch (LinkageError e) {
                // no JNA for this machine
            }
        }
    }
}
