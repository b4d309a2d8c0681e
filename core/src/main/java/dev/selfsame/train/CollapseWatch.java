package dev.selfsame.train;

import java.util.Locale;

/** Says once when embeddings have collapsed, while there is still time to stop. */
final class CollapseWatch {
    /** Below this, where 1 is an even spread, all embeddings are nearly one. */
    private static final double SPREAD = 0.05;

    /** Below this they lie on nearly one line, whose rank is 1. */
    private static final double RANK = 1.2;

    /** Lines of the metrics in a row; a single batch may be odd. */
    private static final int LINES = 3;

    private final TrainingListener listener;
    private int collapsed;

    CollapseWatch(TrainingListener listener) {
        this.listener = listener;
    }

    void see(TrainingListener.StepMetrics line) {
        boolean point = line.embeddingStd() < SPREAD;
        boolean ray = line.rankBound() > 2 && line.effectiveRank() < RANK;
        collapsed = point || ray ? collapsed + 1 : 0;
        if (collapsed == LINES) {
            listener.warned(String.format(
                    Locale.ROOT,
                    "the embeddings are collapsing at step %d (spread %.3f of 1, effective rank %.1f of %d): the run learns"
                            + " nothing like this",
                    line.step(),
                    line.embeddingStd(),
                    line.effectiveRank(),
                    line.rankBound()));
        }
    }
}
