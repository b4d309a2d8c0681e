package dev.selfsame.model;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that an encoder computes on. Its tensors belong to it, and libtorch keeps its own team of threads for
 * each thread that computes: a hundred callers would have a hundred teams.
 */
final class EncoderThread implements AutoCloseable {
    static final String CLOSED = "the encoder is closed";

    private static final AtomicInteger STARTED = new AtomicInteger();

    private final ExecutorService executor = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "selfsame-encoder-" + STARTED.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Does work there and waits until it is done, even if the caller is interrupted meanwhile: the work may read memory
     * that the caller uses again.
     *
     * @throws IllegalStateException after {@link #close}
     */
    <T extends @Nullable Object> T call(Callable<T> work) {
        Future<T> result;
        try {
            result = executor.submit(work);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException(CLOSED, e);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }

    /** Takes no more work; what was taken is done. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
