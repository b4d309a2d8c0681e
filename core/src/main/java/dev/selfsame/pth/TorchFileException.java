package dev.selfsame.pth;

import java.io.IOException;

/** A file of PyTorch that is damaged, is none, or is not harmless. The message names the file and what is wrong. */
public final class TorchFileException extends IOException {
    private static final long serialVersionUID = 1;

    /** One plain line. */
    public TorchFileException(String message) {
        super(message);
    }

    TorchFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
