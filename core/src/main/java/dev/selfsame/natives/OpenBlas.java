package dev.selfsame.natives;

import com.sun.jna.Function;

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
        Function function = NativeFunction.find("openblas_set_num_threads");
        if (function != null) {
            function.invokeVoid(new Object[] {count});
        }
    }

    /** The number of its threads; 0 where libtorch multiplies by other means. */
    static int threads() {
        Function function = NativeFunction.find("openblas_get_num_threads");
        return function == null ? 0 : function.invokeInt(new Object[0]);
    }
}
