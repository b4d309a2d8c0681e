package dev.selfsame.train;

import dev.selfsame.evaluate.Collapse;
import java.util.Locale;

/** Says once when embeddings have collapsed, while there is still time to stop. */
final class CollapseWatch {
    private final TrainingListener listener;
    private final Configuration configuration;
    /** The step from which on the embeddings are collapsed; -1 while they aren't. */
    private long since = -1;

    private boolean said;

    CollapseWatch(TrainingListener listener, Configuration configuration) {
        this.listener = listener;
        this.configuration = configuration;
    }

    void see(TrainingListener.StepMetrics line) {
        if (!Collapse.isLow(line.embeddingStd(), line.effectiveRank(), line.rankBound())) {
            since = -1;
            return;
        }
        since = since < 0 ? line.step() : since;
        if (!said && line.step() - since >= Collapse.PATIENCE) {
            said = true;
            listener.warned(String.format(
                    Locale.ROOT,
                    "the embeddings are collapsing at step %d (spread %.3f of 1, effective rank %.1f of %d): the run learns"
                            + " nothing like this. Likely causes: %s",
                    line.step(),
                    line.embeddingStd(),
                    line.effectiveRank(),
                    line.rankBound(),
                    LikelyCauses.or(LikelyCauses.ofCollapse(configuration))));
        }
    }
}
