package dev.selfsame.lab;

import dev.selfsame.evaluate.Collapse;
import java.util.List;

/**
 * What came of one run.
 *
 * @param variant which of the claim's
 * @param seed of the run
 * @param knn share of test images whose class their neighbours name, 0–1; of one in which the loss was not finite, that of
 *     chance
 * @param untrained the same of the encoder before training
 * @param seconds of training and measuring
 * @param failure why it ended early, or empty
 * @param moments from the first logged step to the last; may be empty
 * @param probes in their order
 */
public record Measured(
        String variant,
        long seed,
        double knn,
        double untrained,
        double seconds,
        String failure,
        List<Moment> moments,
        List<Probed> probes) {
    /** Keeps its own copies. */
    public Measured {
        moments = List.copyOf(moments);
        probes = List.copyOf(probes);
    }

    /** Whether at its end the embeddings said hardly anything about their images, or the loss was not finite. */
    public boolean collapsed() {
        if (!failure.isEmpty() || moments.isEmpty()) {
            return !failure.isEmpty();
        }
        Moment last = last();
        return Collapse.isLow(last.spread(), last.rank(), last.rankBound());
    }

    /** Spread of the compared embeddings at its end; NaN where it wasn't measured. */
    public double spread() {
        return last().spread();
    }

    /** The last moment. */
    Moment last() {
        return moments.isEmpty()
                ? new Moment(0, Double.NaN, Double.NaN, Double.NaN, 0)
                : moments.get(moments.size() - 1);
    }
}
