package dev.selfsame.cli;

import dev.selfsame.evaluate.ImageWatcher;
import java.util.Locale;
import picocli.CommandLine;

/** How training a classifier goes, until it is asked to stop. */
final class ImageProgress implements ImageWatcher, AutoCloseable {
    private final WorkProgress progress;
    private volatile boolean stops;

    ImageProgress(String task, CommandLine command) {
        progress = new WorkProgress(task, "steps", command);
    }

    @Override
    public boolean step(long step, long steps, int epoch, double loss) {
        progress.done(step, steps, String.format(Locale.ROOT, "epoch %d, loss %.4g", epoch + 1, loss));
        return !stops;
    }

    /** Asks for the end, after the step in hand. */
    void stop() {
        stops = true;
    }

    @Override
    public void close() {
        progress.close();
    }
}
