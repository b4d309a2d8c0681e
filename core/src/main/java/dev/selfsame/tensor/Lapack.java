package dev.selfsame.tensor;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.ThreadLocalState;

/**
 * Runs what libtorch hands to LAPACK on a thread with a large stack. OpenBLAS factors an LU of 200 × 200 and more with
 * frames of 540 kB, one in another; Java's threads have 1 MB, and a stack that overflows in native code ends the process
 * without a word.
 */
final class Lapack {
    /** Of address space; the deepest nesting needs about 4.5 MB. */
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

    /** With the calling thread's recording of gradients and autocast. */
    private static List<org.bytedeco.pytorch.Tensor> elsewhere(Call call) {
        ThreadLocalState state = new ThreadLocalState();
        FutureTask<List<org.bytedeco.pytorch.Tensor>> task = new FutureTask<>(() -> {
            ThreadLocalState.setThreadLocalState(state);
            return kept(call);
        });
        Thread thread = new Thread(null, task, "selfsame-lapack", STACK);
        thread.setDaemon(true);
        thread.start();
        return await(task);
    }

    /** What is made outlives the helpers. */
    private static List<org.bytedeco.pytorch.Tensor> kept(Call call) {
        try (PointerScope helpers = new PointerScope()) {
            List<org.bytedeco.pytorch.Tensor> made = call.run();
            made.forEach(org.bytedeco.pytorch.Tensor::retainReference);
            return made;
        }
    }

    /** Native work can't be interrupted; its inputs must stay until it ends. */
    private static <T> T await(FutureTask<T> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
