package dev.selfsame.cli;

import dev.selfsame.search.IndexProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** How many rows have been read, and how many connected: a bar on a terminal, a line every few seconds elsewhere. */
final class RowsLine implements IndexProgress, AutoCloseable {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final CommandLine command;
    private final int total;
    private final @Nullable ProgressBar bar;
    private final AtomicLong said = new AtomicLong(System.nanoTime());

    RowsLine(CommandLine command, int total) {
        this.command = command;
        this.total = total;
        this.bar = Bars.open("index", total);
    }

    @Override
    public void read(int rows) {
        say(rows, "rows");
    }

    @Override
    public void connected(int rows) {
        say(rows, "rows in the graph");
    }

    private void say(int rows, String what) {
        if (bar != null) {
            bar.setExtraMessage(" " + what);
            bar.stepTo(rows);
            return;
        }
        long now = System.nanoTime();
        long before = said.get();
        if (now - before > EVERY_NANOS && said.compareAndSet(before, now)) {
            Errors.say(command, String.format(Locale.ROOT, "%,d of %,d %s", rows, total, what));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
