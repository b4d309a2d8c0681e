package dev.selfsame.cli;

import dev.selfsame.curate.Watcher;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** How curating goes: a bar on a terminal, a line every few seconds elsewhere. */
final class CurateProgress implements Watcher, AutoCloseable {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final CommandLine command;
    private final @Nullable ProgressBar bar;
    private long whole = -1;
    private long since;
    private long said;

    CurateProgress(CommandLine command) {
        this.command = command;
        this.bar = Terminal.isStandardError()
                ? new ProgressBarBuilder()
                        .setTaskName(command.getCommandName())
                        .setInitialMax(1)
                        .setUpdateIntervalMillis(500)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .build()
                : null;
    }

    @Override
    public void done(long part, long of) {
        long now = System.nanoTime();
        if (of != whole) {
            whole = of;
            since = now;
            said = now;
        }
        if (bar != null) {
            bar.maxHint(of);
            bar.stepTo(part);
        } else if (now - said > EVERY_NANOS && part < of) {
            said = now;
            double left = (now - since) / 1e9 / part * (of - part);
            Errors.say(
                    command,
                    String.format(Locale.ROOT, "%d %% done, %s left", 100 * part / of, ProgressLines.time(left)));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
