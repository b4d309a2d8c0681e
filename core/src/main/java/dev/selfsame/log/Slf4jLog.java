package dev.selfsame.log;

import dev.selfsame.train.Run;
import dev.selfsame.train.TrainingListener;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines of text about a run, to the logger {@code dev.selfsame.train}; the program decides where they go. */
public final class Slf4jLog implements TrainingListener {
    private final Logger logger;

    /** To the logger {@code dev.selfsame.train}. */
    public Slf4jLog() {
        this(LoggerFactory.getLogger("dev.selfsame.train"));
    }

    /** To a logger of one's own. */
    public Slf4jLog(Logger logger) {
        this.logger = logger;
    }

    @Override
    public void started(Start start) {
        logger.info(
                "{} on {} images, after step {} of {}",
                start.configuration().recipe().method().name(),
                start.images(),
                start.step(),
                start.totalSteps());
    }

    @Override
    public void logged(StepMetrics line) {
        if (logger.isDebugEnabled()) {
            logger.debug(String.format(
                    Locale.ROOT,
                    "step %d  loss %.4g  spread %.2f  rank %.1f  %.0f images/s",
                    line.step(),
                    line.loss(),
                    line.embeddingStd(),
                    line.effectiveRank(),
                    line.imagesPerSecond()));
        }
    }

    @Override
    public void probed(long step, int epoch, double knnTop1) {
        if (logger.isInfoEnabled()) {
            logger.info(String.format(Locale.ROOT, "step %d  kNN top-1 %.1f %%", step, 100 * knnTop1));
        }
    }

    @Override
    public void noted(String message) {
        logger.info(message);
    }

    @Override
    public void warned(String message) {
        logger.warn(message);
    }

    @Override
    public void finished(Run run) {
        logger.info(
                "{} after step {}: {}",
                run.finished() && !run.interrupted() ? "finished" : "stopped",
                run.steps(),
                run.directory());
    }
}
