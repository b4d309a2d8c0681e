package dev.selfsame.model;

import java.io.IOException;

/** A file of weights or embeddings that is not what it should be. The message names the file and what is wrong. */
public final class ModelFileException extends IOException {
    private static final long serialVersionUID = 1;

    /** One plain line. */
    public ModelFileException(String message) {
        super(message);
    }

    /** One plain line, and what led to it. */
    public ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
