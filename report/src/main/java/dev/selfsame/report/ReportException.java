package dev.selfsame.report;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A report can't be made of a run directory; the message is one plain line that names the file and what is wrong. */
public final class ReportException extends IOException {
    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        super(message);
    }

    ReportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
