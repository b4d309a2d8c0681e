package dev.selfsame.train;

import dev.selfsame.data.Reason;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/** Writes a file whole or fails by name. An interrupt of the thread would close the file: it is kept for afterwards. */
public final class Writing {
    /** Writes; called again where an interrupt came in between. */
    @FunctionalInterface
    public interface Action {
        /** Writes. */
        void run() throws IOException;
    }

    private Writing() {}

    /**
     * Writes a file.
     *
     * @throws RunException naming the file and the reason
     */
    public static void to(Path file, Action action) {
        boolean interrupted = Thread.interrupted();
        try {
            while (interruptedBy(file, action)) {
                interrupted = true;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean interruptedBy(Path file, Action action) {
        try {
            action.run();
            return false;
        } catch (ClosedByInterruptException e) {
            return Thread.interrupted();
        } catch (IOException e) {
            throw new RunException("can't write " + file + ": " + Reason.of(e), e);
        }
    }
}
