package dev.selfsame.natives;

import org.jspecify.annotations.Nullable;

/** The native libraries can't be unpacked or loaded; the message says what to change. */
public final class NativesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NativesException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
