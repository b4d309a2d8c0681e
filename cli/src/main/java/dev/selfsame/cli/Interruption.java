package dev.selfsame.cli;

import dev.selfsame.natives.Natives;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/**
 * Ctrl-C and SIGTERM while a command runs: the first asks it to come to an end, the second ends the process at once.
 */
final class Interruption implements AutoCloseable {
    /** The exit status of a command that was stopped. */
    static final int STATUS = 130;

    private static final String[] NAMES = {"INT", "TERM"};

    private final AtomicInteger signals = new AtomicInteger();
    private final Object[] before = new Object[NAMES.length];

    /**
     * Listens from now on.
     *
     * @param stop asks for the end, from a thread of its own
     * @param err hears that it was asked for
     */
    Interruption(Runnable stop, PrintWriter err) {
        this(stop, err, "step");
    }

    /**
     * Listens from now on.
     *
     * @param stop asks for the end, from a thread of its own
     * @param err hears that it was asked for
     * @param inHand what is finished before the end
     */
    Interruption(Runnable stop, PrintWriter err, String inHand) {
        for (int i = 0; i < NAMES.length; i++) {
            before[i] = Signals.register(NAMES[i], () -> received(stop, err, inHand));
        }
    }

    /** Ends the process with {@link #STATUS} at a signal for which nobody listens, SIGTERM as well as Ctrl-C. */
    static void endsTheProcess() {
        for (String name : NAMES) {
            Signals.register(name, () -> System.exit(STATUS));
        }
    }

    private void received(Runnable stop, PrintWriter err, String inHand) {
        if (signals.incrementAndGet() > 1) {
            Natives.halt(STATUS);
        }
        stop.run();
        err.println("selfsame: stopping after the " + inHand + " in hand; once more stops at once");
        err.flush();
    }

    /** Whether there was a signal. */
    boolean happened() {
        return signals.get() > 0;
    }

    /** Stops listening. */
    @Override
    public void close() {
        for (int i = 0; i < NAMES.length; i++) {
            if (before[i] != null) {
                Signals.unregister(NAMES[i], before[i]);
            }
        }
    }
}
