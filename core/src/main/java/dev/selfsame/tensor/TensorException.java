package dev.selfsame.tensor;

import org.jspecify.annotations.Nullable;

/** An operation on tensors failed; the message has the operation, the shapes and the reason in one line. */
public final class TensorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TensorException(String message) {
        super(message);
    }

    TensorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
