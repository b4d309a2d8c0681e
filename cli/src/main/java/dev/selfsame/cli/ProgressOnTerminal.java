package dev.selfsame.cli;

import dev.selfsame.train.TrainingListener;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** How a run goes, as a bar that is redrawn; what a person should read stays above it. */
final class ProgressOnTerminal implements TrainingListener {
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintStream err;
    private @Nullable ProgressBar bar;
    private int epochs;

    ProgressOnTerminal(PrintStream err) {
        this.err = err;
    }

    @Override
    public void started(Start start) {
        err.println(ProgressLines.summary(start));
        epochs = start.configuration().recipe().epochs();
        bar = BarLine.drawn(
                new ProgressBarBuilder()
                        .setTaskName(start.configuration().recipe().method().name())
                        .setInitialMax(ProgressLines.limit(start))
                        .startsFrom(start.step(), Duration.ZERO),
                err);
    }

    @Override
    public void step(long step, double loss) {
        if (bar != null) {
            bar.stepTo(step);
        }
    }

    @Override
    public void logged(StepMetrics line) {
        if (bar != null) {
            bar.setExtraMessage(" " + ProgressLines.numbers(line));
        }
    }

    @Override
    public void probed(long step, int epoch, double knnTop1) {
        say(ProgressLines.probe(epoch, epochs, knnTop1));
    }

    @Override
    public void noted(String message) {
        say(message);
    }

    @Override
    public void warned(String message) {
        say("warning: " + message);
    }

    @Override
    public void ended() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private void say(String line) {
        err.print(CLEAR_LINE + Errors.harmless(line) + System.lineSeparator());
        if (bar != null) {
            bar.refresh();
        }
    }
}
