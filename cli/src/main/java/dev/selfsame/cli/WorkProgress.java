package dev.selfsame.cli;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** How work goes whose length is known: a bar on a terminal, a line every few seconds elsewhere. */
final class WorkProgress implements AutoCloseable {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final CommandLine command;
    private final String task;
    private final @Nullable String unit;
    private @Nullable ProgressBar bar;
    private long whole = -1;
    private long since = System.nanoTime();
    private long said = since;

    /**
     * Nothing done yet.
     *
     * @param task what the bar is called
     * @param unit what is counted, in the plural; null where that says nothing to people, who get per cent then
     */
    WorkProgress(String task, @Nullable String unit, CommandLine command) {
        this.task = task;
        this.unit = unit;
        this.command = command;
    }

    /** So much is done, and there is no more to say. */
    void done(long done, long all) {
        done(done, all, "");
    }

    /**
     * So much is done.
     *
     * @param done from 1
     * @param all of the work in hand; another number is other work
     * @param more what else to say, or empty
     */
    void done(long done, long all, String more) {
        long now = System.nanoTime();
        if (whole < 0) {
            bar = Bars.open(task, all);
        } else if (all != whole) {
            since = now;
            said = now;
        }
        whole = all;
        if (bar != null) {
            bar.maxHint(all);
            bar.stepTo(done);
            bar.setExtraMessage(more.isEmpty() ? "" : " " + more);
        } else if (now - said > EVERY_NANOS && done < all) {
            said = now;
            say(done, all, more, (now - since) / 1e9 / done * (all - done));
        }
    }

    private void say(long done, long all, String more, double left) {
        String far = unit == null
                ? 100 * done / all + " % done"
                : String.format(Locale.ROOT, "%,d of %,d %s", done, all, unit);
        Errors.say(
                command,
                task + ": " + far + (more.isEmpty() ? "" : ", " + more) + ", " + ProgressLines.time(left) + " left");
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
