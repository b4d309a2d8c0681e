package dev.selfsame.train;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Holds the end of the JVM back while a run is under way. Native code that still computes when the process takes down
 * its libraries crashes it; so at {@code System.exit} or SIGTERM the run is asked to stop, and the JVM waits until it has
 * finished its step and saved itself, a minute at most.
 *
 * <p>The thread that trains may itself have called {@code System.exit}, in a listener: then it waits for the JVM, nothing
 * computes, and only the loader is stopped.
 */
final class ExitGuard implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Thread training = Thread.currentThread();
    private final AtomicBoolean stop;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::exiting, "selfsame-exit");
    private volatile @Nullable Runnable loader;

    private ExitGuard(AtomicBoolean stop) {
        this.stop = stop;
    }

    /**
     * Guards a run of the calling thread until closed.
     *
     * @param stop is set when the JVM wants to exit
     * @throws RunException if it is exiting already
     */
    static ExitGuard over(AtomicBoolean stop) {
        ExitGuard guard = new ExitGuard(stop);
        try {
            Runtime.getRuntime().addShutdownHook(guard.hook);
        } catch (IllegalStateException e) {
            throw new RunException("can't start a run: the JVM is exiting", e);
        }
        return guard;
    }

    /** Names what ends the threads that load images. */
    void loading(Runnable end) {
        loader = end;
    }

    private void exiting() {
        stop.set(true);
        long deadline = System.nanoTime() + LONGEST.toNanos();
        try {
            while (!ended.await(50, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline) {
                if (isExiting(training)) {
                    Runnable end = loader;
                    if (end != null) {
                        end.run();
                    }
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a thread has called {@code System.exit}, which never returns. */
    private static boolean isExiting(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals("java.lang.Shutdown")) {
                return true;
            }
        }
        return false;
    }

    /** Lets the JVM go: the run has ended. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // it is exiting, and the hook has let it go
        }
    }
}
