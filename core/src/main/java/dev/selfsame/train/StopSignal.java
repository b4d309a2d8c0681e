package dev.selfsame.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What ends a run before its last step: somebody asks, here or by a file, its thread is interrupted, or its time is up. For
 * the thread that trains, but for {@link #isSeen}; anybody may ask.
 */
final class StopSignal {
    private final AtomicBoolean asked;
    private final Path file;
    private final long start = System.nanoTime();
    private final long nanos;
    private volatile boolean interrupted;
    private volatile boolean filed;

    /**
     * Nothing yet.
     *
     * @param asked whether somebody asked in this process
     * @param file that is there once somebody asks from anywhere
     */
    StopSignal(AtomicBoolean asked, Path file, @Nullable Duration maxTime) {
        this.asked = asked;
        this.file = file;
        this.nanos =
                maxTime == null || maxTime.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE : maxTime.toNanos();
    }

    /** Notes an interrupt that was met while waiting. */
    void interrupted() {
        interrupted = true;
    }

    /** Whether somebody wants the run to end. Takes the thread's interrupt, which would close files under it. */
    boolean isAsked() {
        if (Thread.interrupted()) {
            interrupted = true;
        }
        return asked.get() || interrupted || isFiled();
    }

    /** Whether the run shall end after the step in hand. */
    boolean isSet() {
        return isAsked() || isTimeUp();
    }

    /** The same for any thread, which cannot see an interrupt that the thread that trains has not met yet. */
    boolean isSeen() {
        return asked.get() || interrupted || isFiled() || isTimeUp();
    }

    private boolean isFiled() {
        if (!filed && Files.exists(file)) {
            filed = true;
        }
        return filed;
    }

    private boolean isTimeUp() {
        return System.nanoTime() - start > nanos;
    }

    /** Gives the thread the interrupt back that was taken from it. */
    void restoreInterrupt() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
