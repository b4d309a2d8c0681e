package dev.selfsame.natives;

/** The native libraries can't be unpacked or loaded; the message says what to change. */
public final class NativesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NativesException(String message, Throwable cause) {
        super(message, cause);
    }
}
