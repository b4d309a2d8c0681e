package dev.selfsame.cli;

import dev.selfsame.train.SamplerSettings;
import dev.selfsame.train.TrainingListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** How a run goes, in plain lines: the first step, the last, and one every few seconds. */
final class ProgressLines implements TrainingListener {
    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintWriter err;
    private long first;
    private long limit;
    private int epochs;
    private long started;
    private long said;

    ProgressLines(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void started(Start start) {
        first = start.step();
        limit = limit(start);
        epochs = start.configuration().recipe().epochs();
        started = System.nanoTime();
        said = started - EVERY_NANOS;
        say(summary(start));
    }

    /** What a run is about to do, in a line. */
    static String summary(Start start) {
        var recipe = start.configuration().recipe();
        var run = start.configuration().run();
        long stepsPerEpoch = start.totalSteps() / recipe.epochs();
        var sampler = run.sampler().kind();
        boolean uniform = sampler == SamplerSettings.Kind.UNIFORM;
        long leftOut = start.images() - stepsPerEpoch * recipe.batchSize() * recipe.accumulate();
        return String.format(
                Locale.ROOT,
                "%s, recipe %s: %,d images, %d epochs of %,d steps of %d images%s, %s on %s, threads %d, seed %d%s%s",
                recipe.method().name(),
                recipe.recipe(),
                start.images(),
                recipe.epochs(),
                stepsPerEpoch,
                recipe.batchSize() * recipe.accumulate(),
                !uniform
                        ? ", sampler " + sampler.name().toLowerCase(Locale.ROOT)
                        : leftOut > 0
                                ? String.format(Locale.ROOT, " (each epoch leaves out %,d, others each time)", leftOut)
                                : "",
                run.precision().name().toLowerCase(Locale.ROOT),
                run.device(),
                run.threads(),
                run.seed(),
                start.step() > 0 ? from(start) : "",
                limit(start) < start.totalSteps() ? ", ends after step " + limit(start) + ", as --max-steps asks" : "");
    }

    private static String from(Start start) {
        return start.step() < limit(start)
                ? ", going on after step " + start.step()
                : ", at step " + start.step() + " already, with nothing to do";
    }

    /** The last step of this sitting. */
    static long limit(Start start) {
        long most = start.configuration().run().maxSteps();
        return most == 0 ? start.totalSteps() : Math.min(most, start.totalSteps());
    }

    @Override
    public void logged(StepMetrics line) {
        long now = System.nanoTime();
        if (now - said < EVERY_NANOS && line.step() < limit) {
            return;
        }
        said = now;
        double left = (now - started) / 1e9 / (line.step() - first) * (limit - line.step());
        say(String.format(
                Locale.ROOT,
                "step %d/%d  epoch %d/%d  %s  %s left",
                line.step(),
                limit,
                line.epoch() + 1,
                epochs,
                numbers(line),
                time(left)));
    }

    /** Loss, spread and speed. */
    static String numbers(StepMetrics line) {
        return String.format(
                Locale.ROOT,
                "loss %.4g  spread %.2f  %.0f images/s",
                line.loss(),
                line.embeddingStd(),
                line.imagesPerSecond());
    }

    static String time(double seconds) {
        if (seconds < 100) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 6000
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    /** What a probe found after an epoch, counted from 0. */
    static String probe(int epoch, int epochs, double knnTop1) {
        return String.format(Locale.ROOT, "epoch %d/%d  kNN top-1 %.1f %%", epoch + 1, epochs, 100 * knnTop1);
    }

    @Override
    public void probed(long step, int epoch, double knnTop1) {
        say(probe(epoch, epochs, knnTop1));
    }

    @Override
    public void noted(String message) {
        say(message);
    }

    @Override
    public void warned(String message) {
        say("warning: " + message);
    }

    private void say(String line) {
        err.println(Errors.harmless(line));
        err.flush();
    }
}
