package dev.selfsame.train;

import org.jspecify.annotations.Nullable;

/** A run can't go on; the message is one plain line that names the thing. What was saved stays. */
public final class RunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunException(String message) {
        super(message);
    }

    /** With what led to it, or null. */
    public RunException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
