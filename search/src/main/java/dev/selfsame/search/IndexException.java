package dev.selfsame.search;

import java.io.IOException;

/** An index or a database that can't be built, opened or asked. The message names it and says why, in one line. */
public final class IndexException extends IOException {
    private static final long serialVersionUID = 1L;

    /** One plain line. */
    public IndexException(String message) {
        super(message);
    }

    /** One plain line, and what led to it. */
    public IndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
