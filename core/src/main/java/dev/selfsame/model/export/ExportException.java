package dev.selfsame.model.export;

import java.io.IOException;

/** An encoder can't be exported, or what was written does not compute the same. The message says why in one line. */
public final class ExportException extends IOException {
    private static final long serialVersionUID = 1;

    /** One plain line. */
    public ExportException(String message) {
        super(message);
    }

    /** One plain line, and what led to it. */
    public ExportException(String message, Throwable cause) {
        super(message, cause);
    }
}
