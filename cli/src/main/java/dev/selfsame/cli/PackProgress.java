package dev.selfsame.cli;

import dev.selfsame.data.Pack;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** How packing goes: a bar on a terminal, a line every few seconds elsewhere. */
final class PackProgress implements Pack.Watcher, AutoCloseable {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final CommandLine command;
    private final int images;
    private final @Nullable ProgressBar bar;
    private long since;
    private long said;
    private int first = -1;
    private volatile boolean stops;

    PackProgress(int images, CommandLine command) {
        this.images = images;
        this.command = command;
        this.bar = Bars.open("pack", images);
    }

    @Override
    public void done(int count) {
        long now = System.nanoTime();
        if (first < 0) { // what comes before the first image says nothing of the speed
            first = count;
            since = now;
            said = now;
        }
        if (bar != null) {
            bar.stepTo(count);
        } else if (now - said > EVERY_NANOS && count < images) {
            said = now;
            say(count, (count - first) * 1e9 / (now - since));
        }
    }

    private void say(int count, double rate) {
        Errors.say(
                command,
                String.format(
                        Locale.ROOT,
                        "%,d of %,d images, %.0f a second, %s left",
                        count,
                        images,
                        rate,
                        ProgressLines.time((images - count) / rate)));
    }

    /** Asks for the end. */
    void stop() {
        stops = true;
    }

    @Override
    public boolean stops() {
        return stops;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
