package dev.selfsame.train;

import dev.selfsame.data.Loader;
import dev.selfsame.evaluate.Collapse;
import dev.selfsame.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Measures speed, waiting and spread between two lines of the metrics. Probes and checkpoints are not counted. */
final class Meter {
    private final double secondsBefore;
    private long trained;
    private long since;
    private long images;
    private long lineStart;
    private long waitedBefore;

    /**
     * Stands still at first.
     *
     * @param secondsBefore of earlier sittings
     */
    Meter(double secondsBefore) {
        this.secondsBefore = secondsBefore;
    }

    /** Begins to count. */
    void start() {
        since = System.nanoTime();
    }

    /** Stops counting until {@link #start}. */
    void pause() {
        trained += System.nanoTime() - since;
    }

    /** Counts source images. */
    void saw(int sourceImages) {
        images += sourceImages;
    }

    /** Seconds of training up to the last pause, earlier sittings included. */
    double seconds() {
        return secondsBefore + trained / 1e9;
    }

    /**
     * The line of the step just taken; speed and waiting count from the line before.
     *
     * @param seen source images over the whole run
     */
    TrainingListener.StepMetrics line(long step, int epoch, long seen, TrainingStep.Result result, Loader loader) {
        Tensor embedding = result.embedding();
        double embeddingStd = spread(embedding);
        double featureStd = spread(result.features());
        double rank = embedding == null ? Double.NaN : Collapse.effectiveRank(embedding);
        int bound = embedding == null ? 0 : Collapse.rankBound(embedding);
        pause(); // brings the time up to now
        start();
        long elapsed = Math.max(1, trained - lineStart);
        long waited = loader.waitedNanos();
        TrainingListener.StepMetrics line = new TrainingListener.StepMetrics(
                step,
                epoch,
                seen,
                result.loss(),
                result.terms(),
                result.learningRate(),
                result.measures(),
                images * 1e9 / elapsed,
                Math.min(1, (double) (waited - waitedBefore) / elapsed),
                embeddingStd,
                featureStd,
                rank,
                bound,
                seconds());
        lineStart = trained;
        waitedBefore = waited;
        images = 0;
        return line;
    }

    private static double spread(@Nullable Tensor rows) {
        return rows == null ? Double.NaN : Collapse.embeddingStd(rows);
    }
}
