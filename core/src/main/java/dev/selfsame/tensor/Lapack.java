package dev.selfsame.tensor;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.ThreadLocalState;

/**
 * Runs what libtorch hands to LAPACK on a thread with a large stack. OpenBLAS's LU of a matrix of 200 × 200 needs more
 * than the 1 MB that Java's threads have, and a stack that overflows in native code ends the process without a word.
 */
final class Lapack {
    /** In bytes of address space. */
    private static final long STACK = 32L << 20;

    private Lapack() {}

    @FunctionalInterface
    interface Call {
        List<org.bytedeco.pytorch.Tensor> run();
    }

    /** An operation that makes one tensor. */
    static Tensor one(String name, Op.Call call, Tensor... inputs) {
        return of(name, () -> List.of(call.run()), inputs).get(0);
    }

    /** An operation that makes several tensors. */
    static List<Tensor> of(String name, Call call, Tensor... inputs) {
        return Op.value(
                name,
                () -> {
                    List<org.bytedeco.pytorch.Tensor> made =
                            inputs[0].device().equals(Device.CPU) ? elsewhere(call) : kept(call);
                    return made.stream().map(Tensor::new).toList();
                },
                inputs);
    }

    /**
     * With the calling thread's recording of gradients and autocast. The wait can't be interrupted, as native work can't:
     * its inputs must stay until it ends.
     */
    private static List<org.bytedeco.pytorch.Tensor> elsewhere(Call call) {
        ThreadLocalState state = new ThreadLocalState();
        try {
            return CompletableFuture.supplyAsync(
                            () -> {
                                ThreadLocalState.setThreadLocalState(state);
                                return kept(call);
                            },
                            Lapack::start)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(null, work, "selfsame-lapack", STACK);
        thread.setDaemon(true);
        thread.start();
    }

    /** What is made outlives the helpers. */
    private static List<org.bytedeco.pytorch.Tensor> kept(Call call) {
        try (PointerScope helpers = new PointerScope()) {
            List<org.bytedeco.pytorch.Tensor> made = call.run();
            made.forEach(org.bytedeco.pytorch.Tensor::retainReference);
            return made;
        }
    }
}
