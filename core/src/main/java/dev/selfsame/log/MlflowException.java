package dev.selfsame.log;

import java.io.IOException;

/** An MLflow server answered, and said no. */
final class MlflowException extends IOException {
    private static final long serialVersionUID = 1;
    private static final int REDIRECTION = 3;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    private final int status;

    MlflowException(int status, String message) {
        super("it answered " + status + (message.isBlank() ? "" : ": " + message));
        this.status = status;
    }

    /** Whether what was asked for is not there. */
    boolean isMissing() {
        return status == NOT_FOUND;
    }

    /** Whether the same request may succeed later; else it is wrong in itself. */
    boolean mayPass() {
        return status >= SERVER
                || status / 100 == REDIRECTION
                || status == UNAUTHORIZED
                || status == FORBIDDEN
                || status == NOT_FOUND
                || status == TIMEOUT
                || status == TOO_MANY;
    }
}
