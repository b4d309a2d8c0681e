package dev.selfsame.cli;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** How counted work goes: a bar on a terminal, a line every few seconds elsewhere. */
final class WorkProgress implements AutoCloseable {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final CommandLine command;
    private final String task;
    private final String unit;
    private final boolean terminal;
    private final long since = System.nanoTime();
    private @Nullable ProgressBar bar;
    private long said = since;

    /**
     * Nothing done yet.
     *
     * @param task what the bar is called
     * @param unit what is counted, in the plural
     */
    WorkProgress(String task, String unit, CommandLine command) {
        this.task = task;
        this.unit = unit;
        this.command = command;
        this.terminal = Terminal.isStandardError();
    }

    /**
     * So much is done.
     *
     * @param done from 1
     * @param all of the work
     * @param more what else to say, or empty
     */
    void done(long done, long all, String more) {
        if (terminal) {
            onBar(done, all, more);
            return;
        }
        long now = System.nanoTime();
        if (now - said > EVERY_NANOS && done < all) {
            said = now;
            double left = (now - since) / 1e9 / done * (all - done);
            Errors.say(
                    command,
                    String.format(
                            Locale.ROOT,
                            "%s: %,d of %,d %s%s, %s left",
                            task,
                            done,
                            all,
                            unit,
                            more.isEmpty() ? "" : ", " + more,
                            ProgressLines.time(left)));
        }
    }

    private void onBar(long done, long all, String more) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(all)
                    .setUpdateIntervalMillis(500)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }
        bar.stepTo(done);
        bar.setExtraMessage(more.isEmpty() ? "" : " " + more);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
