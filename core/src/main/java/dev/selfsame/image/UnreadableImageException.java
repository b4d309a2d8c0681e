package dev.selfsame.image;

/** Bytes that can't be read as an image. The message is the reason in one line; it does not name the file. */
public final class UnreadableImageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The reason, in words that follow a file's name and a colon. */
    public UnreadableImageException(String reason) {
        super(reason);
    }

    UnreadableImageException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
