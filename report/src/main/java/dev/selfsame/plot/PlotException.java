package dev.selfsame.plot;

/** A chart can't be drawn here; the message is one plain line that says what is missing. */
public final class PlotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlotException(String message, Throwable cause) {
        super(message, cause);
    }
}
