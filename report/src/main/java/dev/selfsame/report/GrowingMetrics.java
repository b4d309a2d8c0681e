package dev.selfsame.report;

import dev.selfsame.report.Metrics.Probe;
import dev.selfsame.report.Metrics.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The lines of a run that goes on, in memory that doesn't grow with it: curves as a screen shows them, a verdict of all. */
final class GrowingMetrics {
    /** Moments that are remembered at which the embeddings became low or ceased to be. */
    private static final int CHANGES = 4;

    private final Thinned<Step> steps = new Thinned<>(Charts.MOST_POINTS);
    private final Thinned<Probe> probes = new Thinned<>(Charts.MOST_POINTS);
    private final Deque<Step> changes = new ArrayDeque<>();
    private @Nullable Step newest;
    private @Nullable Step notFinite;
    private @Nullable Probe newestProbe;

    void add(Step step) {
        if (newest == null || newest.isLow() != step.isLow()) {
            changes.add(step);
            if (changes.size() > CHANGES) {
                changes.remove();
            }
        }
        if (notFinite == null && !Double.isFinite(step.loss())) {
            notFinite = step;
        }
        newest = step;
        steps.add(step);
    }

    void add(Probe probe) {
        newestProbe = probe;
        probes.add(probe);
    }

    /** Begins anew. */
    void clear() {
        steps.clear();
        probes.clear();
        changes.clear();
        newest = null;
        notFinite = null;
        newestProbe = null;
    }

    boolean isEmpty() {
        return newest == null;
    }

    /** What curves show: grows at its end while {@link #generation} stays. */
    Metrics charted() {
        return new Metrics(steps.kept(), probes.kept(), false);
    }

    /** The same, and whatever a verdict and the newest figures turn on. */
    Metrics told() {
        return new Metrics(toldSteps(), toldProbes(), false);
    }

    private List<Step> toldSteps() {
        if (steps.isWhole()) {
            return steps.kept();
        }
        TreeMap<Long, Step> told = new TreeMap<>();
        steps.kept().forEach(step -> told.put(step.step(), step));
        changes.forEach(step -> told.put(step.step(), step));
        if (notFinite != null) {
            told.put(notFinite.step(), notFinite);
        }
        if (newest != null) {
            told.put(newest.step(), newest);
        }
        return new ArrayList<>(told.values());
    }

    private List<Probe> toldProbes() {
        List<Probe> told = probes.kept();
        if (newestProbe == null || probes.isWhole() || told.contains(newestProbe)) {
            return told;
        }
        List<Probe> more = new ArrayList<>(told);
        more.add(newestProbe);
        return more;
    }

    /** The step of the newest line; -1 before the first. */
    long lastStep() {
        return newest == null ? -1 : newest.step();
    }

    int generation() {
        return steps.generation() + probes.generation();
    }
}
