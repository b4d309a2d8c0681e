package dev.selfsame.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** The line that a bar is drawn on. */
final class BarLine implements ProgressBarConsumer {
    private static final long PATIENCE = 1; // second
    private static final int REDRAWN = 500; // milliseconds

    private final ProgressBarConsumer line;
    private final CountDownLatch drawn = new CountDownLatch(1);

    private BarLine(PrintStream out) {
        line = new ConsoleProgressBarConsumer(out);
    }

    /**
     * A bar on a line, as soon as it is there: a bar that was closed before its own thread had first drawn it would not end its
     * line.
     */
    static ProgressBar drawn(ProgressBarBuilder builder, PrintStream out) {
        BarLine line = new BarLine(out);
        ProgressBar bar = builder.setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAWN)
                .setConsumer(line)
                .build();
        try {
            line.drawn.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return bar;
    }

    @Override
    public int getMaxRenderedLength() {
        return line.getMaxRenderedLength();
    }

    @Override
    public void accept(String text) {
        line.accept(text);
        drawn.countDown();
    }

    @Override
    public void close() {
        line.close();
    }
}
