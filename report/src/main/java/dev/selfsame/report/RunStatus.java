package dev.selfsame.report;

import dev.selfsame.report.Metrics.Probe;
import dev.selfsame.report.Metrics.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What there is to show of a run at one moment. Never changes. */
public final class RunStatus {
    /** Lines by whose pace the time that is left is told. */
    private static final int RECENT = 20;

    private final String name;
    private final State state;
    private final Verdict verdict;
    private final @Nullable RunFiles files;
    private final Metrics charted;
    private final int generation;
    private final long viewsTime;

    private RunStatus(
            String name,
            State state,
            Verdict verdict,
            @Nullable RunFiles files,
            Metrics charted,
            int generation,
            long viewsTime) {
        this.name = name;
        this.state = state;
        this.verdict = verdict;
        this.files = files;
        this.charted = charted;
        this.generation = generation;
        this.viewsTime = viewsTime;
    }

    /** What a run does. */
    public enum State {
        /** A process writes into its directory. */
        RUNNING,
        /** The same, and it was asked to end after its step. */
        STOPPING,
        /** It came to its last step, or to its step limit. */
        FINISHED,
        /** It was stopped before. */
        STOPPED,
        /** It ended with an error. */
        FAILED,
        /** Its process is gone without a word. */
        KILLED,
        /** Its files make no sense, or can't be read. */
        UNREADABLE
    }

    /**
     * Something drawn.
     *
     * @param summary what there is to see, in a line
     * @param address that holds the picture itself
     */
    public record Picture(String title, String summary, String address) {}

    static RunStatus of(RunFiles files, GrowingMetrics metrics, boolean running, boolean asked, long viewsTime) {
        Verdict verdict = files.metrics().steps().isEmpty() ? Verdict.BEFORE_THE_FIRST : Verdict.live(files, running);
        State state = running ? asked ? State.STOPPING : State.RUNNING : ended(files);
        return new RunStatus(files.name(), state, verdict, files, metrics.charted(), metrics.generation(), viewsTime);
    }

    private static State ended(RunFiles files) {
        if (!files.ended()) {
            return State.KILLED;
        }
        if (!files.failure().isEmpty()) {
            return State.FAILED;
        }
        long limit = files.maxSteps() > 0 ? Math.min(files.maxSteps(), files.totalSteps()) : files.totalSteps();
        List<Step> steps = files.metrics().steps();
        return !steps.isEmpty() && files.metrics().last().step() >= limit ? State.FINISHED : State.STOPPED;
    }

    static RunStatus unreadable(Path directory, String problem, boolean running) {
        Verdict verdict = new Verdict(Verdict.State.UNCLEAR, "Its files can't be read", problem, List.of());
        return new RunStatus(
                RunFiles.name(directory),
                running ? State.RUNNING : State.UNREADABLE,
                verdict,
                null,
                new Metrics(List.of(), List.of(), false),
                0,
                0);
    }

    boolean hasProblem() {
        return files == null;
    }

    boolean hasSameProblem(RunStatus other) {
        return hasProblem() && other.hasProblem() && state == other.state && verdict.equals(other.verdict);
    }

    /** The name of its directory. */
    public String name() {
        return name;
    }

    /** What it does. */
    public State state() {
        return state;
    }

    /** Whether a process writes into its directory. */
    public boolean isRunning() {
        return state == State.RUNNING || state == State.STOPPING;
    }

    /** How it goes, or went. */
    public Verdict verdict() {
        return verdict;
    }

    /** The name of its method; empty where its files don't say. */
    public String method() {
        return files == null
                ? ""
                : files.configuration().path("method").path("name").asText();
    }

    /** When it first began, in ISO 8601; empty where its files don't say. */
    public String started() {
        return files == null ? "" : files.provenance().path("start").asText();
    }

    /** Steps of its last line; 0 before the first. */
    public long step() {
        Step last = last();
        return last == null ? 0 : last.step();
    }

    /** Steps of the whole run; 0 where its files don't say. */
    public long totalSteps() {
        return files == null ? 0 : files.totalSteps();
    }

    /** Of its last line; NaN before the first. */
    public double loss() {
        Step last = last();
        return last == null ? Double.NaN : last.loss();
    }

    /** The spread of embeddings in its last line: 1 is ideal, 0 collapsed; NaN where there is none. */
    public double embeddingStd() {
        Step last = last();
        return last == null ? Double.NaN : last.embeddingStd();
    }

    /** What its last probe found, 0 to 1; NaN without one. */
    public double knnTop1() {
        List<Probe> probes = files == null ? List.of() : files.metrics().probes();
        return probes.isEmpty() ? Double.NaN : probes.get(probes.size() - 1).top1();
    }

    /** Seconds of training until its last step, by its latest pace; NaN where nobody can tell, or it doesn't run. */
    public double secondsLeft() {
        Step last = last();
        if (files == null || last == null || !isRunning()) {
            return Double.NaN;
        }
        List<Step> steps = files.metrics().steps();
        Step earlier = steps.get(Math.max(0, steps.size() - 1 - RECENT));
        long end = files.maxSteps() > 0 ? Math.min(files.maxSteps(), files.totalSteps()) : files.totalSteps();
        double pace = (last.seconds() - earlier.seconds()) / (last.step() - earlier.step());
        return end < last.step() ? Double.NaN : pace * (end - last.step());
    }

    /** What a reader wants to know at a glance, as name and value. */
    public Map<String, String> figures() {
        return files == null || last() == null ? Map.of() : Facts.figures(files.metrics());
    }

    /** What was run, on what, as name and value. */
    public Map<String, String> configuration() {
        return files == null ? Map.of() : Facts.configuration(files);
    }

    /** Its curves. While {@link #generation} is the same and no series is new, curves over steps only grow at their end. */
    public List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        if (files != null && !charted.steps().isEmpty()) {
            charts.addAll(RunData.charts(files.with(charted)));
        }
        return charts;
    }

    /** The cross-correlation of two views at some steps, as pictures. */
    public List<Picture> correlations() {
        return files == null
                ? List.of()
                : Correlation.of(files.snapshots()).maps().stream()
                        .map(map -> new Picture(map.title(), map.summary(), map.address()))
                        .toList();
    }

    /** Another number whenever curves did anything but grow. */
    public int generation() {
        return generation;
    }

    /** When {@code views.png} was written, in milliseconds since 1970; 0 where there is none. */
    public long viewsTime() {
        return viewsTime;
    }

    private @Nullable Step last() {
        return files == null || files.metrics().steps().isEmpty()
                ? null
                : files.metrics().last();
    }

    @Override
    public String toString() {
        return "RunStatus[" + name + ", " + state + ", step " + step() + " of " + totalSteps() + "]";
    }
}
