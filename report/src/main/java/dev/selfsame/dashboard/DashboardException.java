package dev.selfsame.dashboard;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A dashboard can't be served; the message is one plain line that says why. */
public final class DashboardException extends IOException {
    private static final long serialVersionUID = 1L;

    DashboardException(String message) {
        super(message);
    }

    DashboardException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
