package dev.selfsame.cli;

/** A command can't do what it was asked; the message is one plain line that names the thing. Exit status 1. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
