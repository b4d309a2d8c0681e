package dev.selfsame.cli;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.SourceAround;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Pixels;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A source that says every few seconds how many of its images have been read; each is read once. */
final class WatchedSource extends SourceAround {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final CommandLine command;
    private final int total;
    private final @Nullable ProgressBar bar;
    private final long since = System.nanoTime();
    private final AtomicLong said = new AtomicLong(since);
    private final AtomicLong read = new AtomicLong();

    WatchedSource(ImageSource source, CommandLine command) {
        this(source, command, source.size(), null);
    }

    /** Of which so many are read. */
    WatchedSource(ImageSource source, CommandLine command, int total) {
        this(source, command, total, null);
    }

    /** With a bar, which shows it instead. */
    WatchedSource(ImageSource source, CommandLine command, @Nullable ProgressBar bar) {
        this(source, command, source.size(), bar);
    }

    private WatchedSource(ImageSource source, CommandLine command, int total, @Nullable ProgressBar bar) {
        super(source);
        this.bar = bar;
        this.command = command;
        this.total = total;
    }

    @Override
    public byte[] read(int i) throws IOException {
        count();
        return super.read(i);
    }

    @Override
    public @Nullable Pixels pixels(int i, DecodeOptions options) throws IOException {
        Pixels held = super.pixels(i, options);
        if (held != null) { // otherwise it will be read
            count();
        }
        return held;
    }

    private void count() {
        long now = System.nanoTime();
        long before = said.get();
        long done = read.incrementAndGet();
        if (bar != null) {
            bar.step();
            return;
        }
        if (now - before > EVERY_NANOS && said.compareAndSet(before, now)) {
            double rate = done * 1e9 / (now - since);
            Errors.say(
                    command,
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d images, %.0f a second, %s left",
                            done,
                            total,
                            rate,
                            ProgressLines.time((total - done) / rate)));
        }
    }
}
