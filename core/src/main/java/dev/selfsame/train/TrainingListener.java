package dev.selfsame.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Hears how a run goes, on the thread that trains. Everything has a default that does nothing. */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /** The run begins, or goes on. */
    default void started(Start start) {}

    /** Lets several hear, in their order; each hears that the run finished and ended, whatever became of the others. */
    static TrainingListener all(List<? extends TrainingListener> listeners) {
        return new AllListeners(List.copyOf(listeners));
    }

    /** A step is done. */
    default void step(long step, double loss) {}

    /** A line of {@code metrics.jsonl} was written. */
    default void logged(StepMetrics metrics) {}

    /** A file of {@code snapshots/} was written. */
    default void snapshot(long step, Path file) {}

    /** The run was measured. */
    default void probed(long step, int epoch, double knnTop1) {}

    /** Something that was done and is worth knowing, such as which weights were taken from a file. */
    default void noted(String message) {}

    /** Something that a person should read. */
    default void warned(String message) {}

    /** The run reached its end or was stopped, and everything is written; not called where it failed. */
    default void finished(Run run) {}

    /** The run ended, was stopped, or failed: the last call. The run still holds its directory, unless it never did. */
    default void ended() {}

    /**
     * What a run is about to do.
     *
     * @param configuration all of it, resolved
     * @param step steps done before
     * @param totalSteps steps of the whole run
     * @param images in the source
     */
    record Start(Configuration configuration, long step, long totalSteps, int images) {}

    /**
     * A line of {@code metrics.jsonl}.
     *
     * @param step steps done
     * @param epoch the epoch of the step, from 0
     * @param images source images seen over the whole run
     * @param loss the total
     * @param terms of the loss, by name
     * @param learningRate of the step
     * @param measures what the method says of itself, by name: {@link dev.selfsame.method.Method#measures}
     * @param imagesPerSecond source images a second since the line before
     * @param loadWait share of that time spent waiting for data, 0 to 1
     * @param embeddingStd spread of the compared embedding: 1 is ideal, 0 collapsed
     * @param featureStd spread of the backbone's output
     * @param effectiveRank of the compared embedding
     * @param rankBound what the effective rank can reach: min(N, D)
     * @param seconds of training so far, over all sittings
     */
    record StepMetrics(
            long step,
            int epoch,
            long images,
            double loss,
            Map<String, Double> terms,
            double learningRate,
            Map<String, Double> measures,
            double imagesPerSecond,
            double loadWait,
            double embeddingStd,
            double featureStd,
            double effectiveRank,
            int rankBound,
            double seconds) {}
}
