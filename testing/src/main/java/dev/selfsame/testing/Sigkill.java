package dev.selfsame.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.OS;

/**
 * Kills a process from outside, by SIGKILL and on Windows by {@code TerminateProcess}: it gets no word of it, and nothing of
 * it goes on.
 */
public final class Sigkill {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int KILLED = 128 + 9;

    private Sigkill() {}

    /**
     * Kills it and waits until it is gone.
     *
     * @throws IllegalStateException if it has ended by itself
     */
    public static void of(Process process) throws InterruptedException {
        requireAlive(process);
        process.destroyForcibly();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("process " + process.pid() + " outlives SIGKILL");
        }
        // Windows has no status of its own for that.
        if (OS.current() != OS.WINDOWS && process.exitValue() != KILLED) {
            throw new IllegalStateException(ended(process));
        }
    }

    /**
     * Waits until it has made a file.
     *
     * @throws IllegalStateException if it ends before, or hasn't after two minutes; it is killed then
     */
    public static void awaitFile(Process process, Path file) throws InterruptedException {
        long since = System.nanoTime();
        while (Files.notExists(file)) {
            requireAlive(process);
            if (System.nanoTime() - since > LIMIT.toNanos()) {
                of(process);
                throw new IllegalStateException("process " + process.pid() + " never made " + file);
            }
            Thread.sleep(5);
        }
    }

    private static void requireAlive(Process process) {
        if (!process.isAlive()) {
            throw new IllegalStateException(ended(process));
        }
    }

    private static String ended(Process process) {
        return "process " + process.pid() + " ended with status " + process.exitValue() + " before it was killed";
    }
}
