package dev.selfsame.report;

import dev.selfsame.evaluate.Collapse;
import dev.selfsame.report.Metrics.Step;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a run went, in words for a person.
 *
 * @param state in a word
 * @param headline one line
 * @param detail a few sentences: what was seen, and what to do about it
 * @param notes what else should be known, a sentence each; may be empty
 */
public record Verdict(State state, String headline, String detail, List<String> notes) {
    private static final double GROWTH = 10;

    /** How training says that it came to a number that is none. */
    private static final Pattern NOT_FINITE =
            Pattern.compile("^((?:the loss is (?:NaN|-?Infinity) at|.* is not finite after) step (\\d+))");

    /** What can be said of a run. */
    public enum State {
        /** Finished, and the embeddings are spread out. */
        HEALTHY,
        /** As healthy, but much of the time went into waiting for images. */
        DATA_BOUND,
        /** The embeddings of different images are, and have been for 100 steps, almost the same. */
        COLLAPSING,
        /** It ended with an error, before its last step. */
        FAILED,
        /** At its step limit, stopped, killed or still running; nothing wrong so far. */
        NOT_FINISHED,
        /** The loss or a weight is not a number, or the loss grew tenfold. */
        DIVERGED,
        /** The spread is low, but not for long enough to tell, or wasn't measured. */
        UNCLEAR
    }

    /** Of a run that has begun, and no more. */
    static final Verdict BEFORE_THE_FIRST =
            new Verdict(State.UNCLEAR, "Nothing logged yet", "The first line comes after the first step.", List.of());

    /** Keeps its own copy of the notes. */
    public Verdict {
        notes = List.copyOf(notes);
    }

    static Verdict of(RunFiles files) {
        List<Step> steps = files.metrics().steps();
        Step last = files.metrics().last();
        List<String> notes = VerdictNotes.of(files);
        for (Step step : steps) {
            if (!Double.isFinite(step.loss())) {
                return diverged(step.step(), "the loss was " + step.loss(), notes);
            }
        }
        Matcher spoiled = NOT_FINITE.matcher(files.failure());
        if (spoiled.find()) {
            return diverged(Long.parseLong(spoiled.group(2)), "the run stopped: " + spoiled.group(1), notes);
        }
        double start = Math.max(1, Math.abs(files.metrics().first().loss()));
        if (last.loss() > GROWTH * start) {
            String grown = String.format(
                    Locale.ROOT,
                    "the loss grew from %.4g to %.4g",
                    files.metrics().first().loss(),
                    last.loss());
            return diverged(last.step(), grown, notes);
        }
        long lowSince = files.metrics().lowSince();
        if (lowSince >= 0 && last.step() - lowSince >= Collapse.PATIENCE) {
            return collapsing(lowSince, last, CollapseReasons.of(files.configuration()), notes);
        }
        String spread = spread(last);
        if (!files.failure().isEmpty()) {
            return new Verdict(
                    State.FAILED,
                    String.format(Locale.ROOT, "Failed after step %,d of %,d", last.step(), files.totalSteps()),
                    "The reason: " + files.failure() + ". Its last checkpoint stays, if it had come to one: when the"
                            + " cause is mended, train with --resume goes on from there."
                            + (Double.isFinite(last.embeddingStd()) ? " " + spread + "." : ""),
                    notes);
        }
        if (lowSince >= 0) {
            return new Verdict(
                    State.UNCLEAR,
                    "Low spread, too early to say",
                    spread + rank(last) + ", too low since step " + lowSince + ". It may still rise: after "
                            + Collapse.PATIENCE + " steps this counts as a collapse.",
                    notes);
        }
        if (!Double.isFinite(last.embeddingStd())) {
            return new Verdict(
                    State.UNCLEAR,
                    "Nothing to go by",
                    "The run did not measure the spread of its embeddings, so a collapse would not show here.",
                    notes);
        }
        if (last.step() < files.totalSteps()) {
            return unfinished(files, last, spread, notes);
        }
        double waited = VerdictNotes.waited(files.metrics());
        if (waited > VerdictNotes.LONG_WAITING) {
            return new Verdict(
                    State.DATA_BOUND,
                    String.format(
                            Locale.ROOT, "Healthy, but bound by data: %.0f %% of the time it waited", 100 * waited),
                    spread + loss(files.metrics()) + ".",
                    notes);
        }
        return new Verdict(State.HEALTHY, "Healthy", spread + loss(files.metrics()) + ".", notes);
    }

    /** The same of a run that is looked at now, when it is known whether it goes on. */
    static Verdict live(RunFiles files, boolean running) {
        Verdict verdict = of(files);
        if (verdict.state != State.NOT_FINISHED || (!running && files.ended())) {
            return verdict;
        }
        String spread = spread(files.metrics().last());
        if (running) {
            return new Verdict(verdict.state, "Healthy so far", spread + loss(files.metrics()) + ".", verdict.notes);
        }
        return new Verdict(
                verdict.state,
                verdict.headline,
                "Its process is gone without a word, as if it was killed; train with --resume goes on from its last"
                        + " checkpoint. Healthy so far. " + spread + ".",
                verdict.notes);
    }

    private static String spread(Step step) {
        return String.format(
                Locale.ROOT, "The spread of the embeddings is %.2f (1 is ideal, 0 collapsed)", step.embeddingStd());
    }

    private static Verdict unfinished(RunFiles files, Step last, String spread, List<String> notes) {
        if (files.ended() && files.maxSteps() > 0 && last.step() >= files.maxSteps()) {
            return new Verdict(
                    State.NOT_FINISHED,
                    String.format(
                            Locale.ROOT,
                            "Finished at step %,d of %,d, as --max-steps asked",
                            last.step(),
                            files.totalSteps()),
                    "Its schedule is longer; train with --resume goes on from there. Healthy so far. " + spread + ".",
                    notes);
        }
        String why = files.ended()
                ? "It was stopped; train with --resume goes on from there."
                : "It still runs, or was killed; in that case train with --resume goes on from its last checkpoint.";
        return new Verdict(
                State.NOT_FINISHED,
                String.format(Locale.ROOT, "Not finished: step %,d of %,d", last.step(), files.totalSteps()),
                why + " Healthy so far. " + spread + ".",
                notes);
    }

    private static String loss(Metrics metrics) {
        double first = metrics.first().loss();
        double last = metrics.last().loss();
        return metrics.steps().size() < 2
                ? ""
                : String.format(
                        Locale.ROOT, "; the loss %s from %.3f to %.3f", last < first ? "fell" : "went", first, last);
    }

    private static Verdict diverged(long step, String what, List<String> notes) {
        return new Verdict(
                State.DIVERGED,
                String.format(Locale.ROOT, "Diverged at step %,d", step),
                "There " + what + ". What usually helps: a lower optimizer.learning-rate, a longer"
                        + " schedule.warmup-epochs, or precision fp32.",
                notes);
    }

    private static Verdict collapsing(long since, Step last, String reasons, List<String> notes) {
        return new Verdict(
                State.COLLAPSING,
                String.format(Locale.ROOT, "Collapsing since step %,d", since),
                String.format(
                        Locale.ROOT,
                        "From there to step %,d the embeddings of different images are almost the same, or differ in"
                                + " hardly more than one direction: their spread is %.3f now (1 is ideal, 0 collapsed)%s."
                                + " The loss may look good all the same, since equal embeddings agree. %s%s",
                        last.step(),
                        last.embeddingStd(),
                        rank(last),
                        reasons,
                        features(last)),
                notes);
    }

    /** Of a collapsed run whose encoder's own output has not collapsed. */
    private static String features(Step step) {
        boolean known = Double.isFinite(step.featureStd());
        return !known || Collapse.isLow(step.featureStd(), Double.NaN, 0) // their rank isn't measured
                ? ""
                : String.format(
                        Locale.ROOT,
                        " The features that the encoder hands over keep a spread of %.2f: it is the head behind them that"
                                + " gives one answer. They may tell images apart, and kNN show it, but there is nothing"
                                + " left for them to learn from.",
                        step.featureStd());
    }

    private static String rank(Step step) {
        return Double.isFinite(step.effectiveRank()) && Double.isFinite(step.rankBound())
                ? String.format(
                        Locale.ROOT, ", their effective rank %.1f of %.0f", step.effectiveRank(), step.rankBound())
                : "";
    }
}
