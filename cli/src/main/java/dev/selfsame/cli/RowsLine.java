package dev.selfsame.cli;

import dev.selfsame.search.IndexProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;

/** Says every few seconds how many rows have been read, and how many connected. */
final class RowsLine implements IndexProgress {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final CommandLine command;
    private final int total;
    private final AtomicLong said = new AtomicLong(System.nanoTime());

    RowsLine(CommandLine command, int total) {
        this.command = command;
        this.total = total;
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
        long now = System.nanoTime();
        long before = said.get();
        if (now - before > EVERY_NANOS && said.compareAndSet(before, now)) {
            Errors.say(command, String.format(Locale.ROOT, "%,d of %,d %s", rows, total, what));
        }
    }
}
