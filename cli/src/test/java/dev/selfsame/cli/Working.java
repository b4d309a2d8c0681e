package dev.selfsame.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that goes on, on a thread of this process. */
final class Working implements AutoCloseable {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Thread thread;
    private int status = -1;

    Working(Object... words) {
        thread = new Thread(() -> status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Selfsame.words(words).toArray(new String[0])));
        thread.start();
    }

    /** What stands behind some words on one of its outputs, once it is there. */
    String said(String words) throws InterruptedException {
        Pattern line = Pattern.compile(Pattern.quote(words) + "(\\S+)");
        while (true) {
            boolean alive = thread.isAlive();
            Matcher said = line.matcher(out + "\n" + err);
            if (said.find()) {
                return said.group(1);
            }
            if (!alive) {
                throw new IllegalStateException("it ended with " + status + ": " + err);
            }
            Thread.sleep(20);
        }
    }

    /** What it came to. */
    Selfsame end() throws InterruptedException {
        thread.join();
        return new Selfsame(status, out.toString(), err.toString());
    }

    /** Interrupts it, as an embedding program would. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
