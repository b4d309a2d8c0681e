package dev.selfsame.report;

import dev.selfsame.report.Chart.Format;
import dev.selfsame.report.Chart.Line;
import dev.selfsame.report.Chart.Series;
import dev.selfsame.report.Metrics.Probe;
import dev.selfsame.report.Metrics.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The charts of a run's metrics, in the order of the page. */
final class Charts {
    /** Lines drawn at most, evenly taken; a screen has fewer pixels. */
    static final int MOST_POINTS = 3_000;

    private final List<Step> steps;
    private final List<Long> at;
    private final List<Chart> all = new ArrayList<>();

    private Charts(Metrics metrics) {
        steps = thinned(metrics.steps());
        at = steps.stream().map(Step::step).toList();
    }

    static List<Chart> of(Metrics metrics) {
        Charts charts = new Charts(metrics);
        charts.loss();
        charts.spread();
        charts.rank(metrics.last().rankBound());
        charts.probes(thinned(metrics.probes()));
        charts.pace();
        charts.speed();
        return charts.all;
    }

    /** The total, and a chart a term where there are several: their sizes may differ by far. */
    private void loss() {
        Set<String> terms = new LinkedHashSet<>();
        steps.forEach(step -> terms.addAll(step.terms().keySet()));
        boolean one = terms.size() == 1;
        add(
                "loss",
                "Loss",
                "What training makes small"
                        + (one ? "; its one term is " + terms.iterator().next() : "")
                        + ". It falls in a healthy run, but in a collapsed one too: look at the spread.",
                Step::loss);
        if (!one) {
            int number = 0;
            for (String term : terms) {
                Series part = series(term, step -> step.terms().getOrDefault(term, Double.NaN));
                String id = "term-" + number++;
                all.add(Chart.overSteps(
                        id, "Loss term: " + term, "A part of the loss.", Format.NUMBER, List.of(part), List.of()));
            }
        }
    }

    private void spread() {
        all.add(Chart.overSteps(
                "spread",
                "Spread of embeddings and features",
                "How far the embeddings of different images lie apart: the mean standard deviation of the dimensions of"
                        + " L2-normalised embeddings, times √d. Ideal is a deviation of 1/√d, so that the ideal stands at"
                        + " 1 here whatever d is; 0 means that all images look the same to the network. Embeddings are"
                        + " what the loss compares, features what the encoder hands over.",
                Format.NUMBER,
                List.of(series("embedding spread", Step::embeddingStd), series("feature spread", Step::featureStd)),
                List.of(new Line(1, "1/√d: ideal"), new Line(0, "collapsed"))));
    }

    private void rank(double bound) {
        List<Line> lines = new ArrayList<>(List.of(new Line(0, "")));
        if (bound > 0) {
            lines.add(new Line(bound, "bound " + Numbers.text(bound)));
        }
        all.add(Chart.overSteps(
                "rank",
                "Effective rank",
                "How many dimensions the embeddings of a batch really use (RankMe), of as many as they could.",
                Format.NUMBER,
                List.of(series("effective rank", Step::effectiveRank)),
                lines));
    }

    private void probes(List<Probe> probes) {
        if (probes.isEmpty()) {
            return;
        }
        Series top1 = new Series(
                "kNN top-1",
                probes.stream().map(Probe::step).toList(),
                probes.stream().map(Probe::top1).toList());
        all.add(Chart.overSteps(
                "knn",
                "kNN top-1",
                "Test images whose class their nearest neighbours name, by the encoder as it was then. Training never"
                        + " sees a label.",
                Format.PERCENT,
                List.of(top1),
                chance(probes.get(probes.size() - 1).chance())));
    }

    private static List<Line> chance(double share) {
        return Double.isFinite(share) ? List.of(new Line(share, "chance " + Numbers.percent(share))) : List.of();
    }

    /** How fast the network may change, and its target where it has one. */
    private void pace() {
        add("learning-rate", "Learning rate", "What the schedule gave each step.", Step::learningRate);
        if (steps.stream().anyMatch(step -> Double.isFinite(step.tau()))) {
            add(
                    "tau",
                    "Momentum of the target, τ",
                    "The share of the target network that stays at each step; the rest comes from the network that"
                            + " learns. At 1 the target would never follow, at 0 it would be that network.",
                    Step::tau);
        }
    }

    private void speed() {
        all.add(Chart.overSteps(
                "speed",
                "Images per second",
                "Source images, each seen in all its views; loading, network and logging together.",
                Format.NUMBER,
                List.of(series("images per second", Step::imagesPerSecond)),
                List.of(new Line(0, ""))));
        all.add(Chart.overSteps(
                "load-wait",
                "Waiting for images",
                "The share of time that the network had nothing to do. Near 0 the network is the limit; otherwise"
                        + " loading is.",
                Format.PERCENT,
                List.of(series("load wait", Step::loadWait)),
                List.of(new Line(0, ""), new Line(0.1, ""))));
    }

    private void add(String id, String title, String meaning, ToDoubleFunction<Step> value) {
        Series series = series(title.toLowerCase(Locale.ROOT), value);
        all.add(Chart.overSteps(id, title, meaning, Format.NUMBER, List.of(series), List.of()));
    }

    private Series series(String name, ToDoubleFunction<Step> value) {
        return new Series(
                name, at, steps.stream().map(step -> value.applyAsDouble(step)).toList());
    }

    /** At most {@link #MOST_POINTS}, the first and the last among them. */
    private static <T> List<T> thinned(List<T> all) {
        if (all.size() <= MOST_POINTS) {
            return all;
        }
        List<T> some = new ArrayList<>(MOST_POINTS);
        for (int i = 0; i < MOST_POINTS; i++) {
            some.add(all.get((int) ((long) i * (all.size() - 1) / (MOST_POINTS - 1))));
        }
        return some;
    }
}
