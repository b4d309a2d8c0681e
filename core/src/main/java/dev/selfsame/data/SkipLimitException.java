package dev.selfsame.data;

/** More images are unreadable than a {@link SkipPolicy} bears; the message names one, its reason and the counts. */
public final class SkipLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SkipLimitException(String message) {
        super(message);
    }
}
