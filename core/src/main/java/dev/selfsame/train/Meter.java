package dev.selfsame.train;

import dev.selfsame.data.Loader;
import dev.selfsame.evaluate.Collapse;
import dev.selfsame.loss.Loss;
import dev.selfsame.tensor.Tensor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures speed, waiting and collapse between two lines of the metrics. Probes and checkpoints are not counted. */
final class Meter {
    private final double secondsBefore;
    private long trained;
    private long since;
    private long images;
    private long lineStart;
    private long waitedBefore;

    Meter(double secondsBefore) {
        this.secondsBefore = secondsBefore;
    }

    /** The spread of a batch: of the embedding and of the features. */
    record Spread(double embeddingStd, double featureStd, double effectiveRank, int rankBound) {
        static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN, 0);
    }

    void start(Loader loader) {
        since = System.nanoTime();
        lineStart = 0;
        waitedBefore = loader.waitedNanos();
    }

    void pause() {
        trained += System.nanoTime() - since;
    }

    void resume() {
        since = System.nanoTime();
    }

    void step(int sourceImages) {
        images += sourceImages;
    }

    double seconds() {
        return secondsBefore + trained / 1e9;
    }

    Spread spread(Loss loss) {
        Tensor embedding = loss.embedding();
        Tensor features = loss.features();
        double embeddingStd = spread(embedding);
        double featureStd = spread(features);
        if (embedding == null) {
            return new Spread(embeddingStd, featureStd, Double.NaN, 0);
        }
        int bound = (int) Math.min(embedding.size(0), embedding.size(1));
        return new Spread(embeddingStd, featureStd, Collapse.effectiveRank(embedding), bound);
    }

    private static double spread(@Nullable Tensor rows) {
        return rows == null ? Double.NaN : Collapse.embeddingStd(rows);
    }

    TrainingListener.StepMetrics line(
            long step,
            int epoch,
            double loss,
            Map<String, Double> terms,
            double learningRate,
            Spread spread,
            Loader loader) {
        pause();
        resume();
        long elapsed = Math.max(1, trained - lineStart);
        long waited = loader.waitedNanos();
        TrainingListener.StepMetrics line = new TrainingListener.StepMetrics(
                step,
                epoch,
                loss,
                terms,
                learningRate,
                images * 1e9 / elapsed,
                Math.min(1, (double) (waited - waitedBefore) / elapsed),
                spread.embeddingStd(),
                spread.featureStd(),
                spread.effectiveRank(),
                spread.rankBound(),
                seconds());
        lineStart = trained;
        waitedBefore = waited;
        images = 0;
        return line;
    }
}
