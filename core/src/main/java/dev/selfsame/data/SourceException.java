package dev.selfsame.data;

import java.io.IOException;

/** A source that cannot be opened, and why, in one plain line. */
public final class SourceException extends IOException {
    private static final long serialVersionUID = 1L;

    /** A source that cannot be opened. */
    public SourceException(String message) {
        super(message);
    }

    /** A source that cannot be opened, because of {@code cause}. */
    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
