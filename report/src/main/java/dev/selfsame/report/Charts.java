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

    private Charts(Metrics metrics) {
        steps = thinned(metrics.steps());
        at = steps.stream().map(Step::step).toList();
    }

    static List<Chart> of(Metrics metrics) {
        Charts charts = new Charts(metrics);
        List<Chart> all = new ArrayList<>();
        charts.loss(all);
        all.add(charts.spread());
        all.add(charts.rank(metrics.last().rankBound()));
        if (!metrics.probes().isEmpty()) {
            all.add(probes(thinned(metrics.probes())));
        }
        all.add(charts.chart(
                "learning-rate", "Learning rate", "What the schedule gave each step.", Step::learningRate));
        all.add(new Chart(
                "speed",
                "Images per second",
                "Source images, each seen in all its views; loading, network and logging together.",
                Format.NUMBER,
                charts.at,
                List.of(charts.series("images per second", Step::imagesPerSecond)),
                List.of(new Line(0, ""))));
        all.add(new Chart(
                "load-wait",
                "Waiting for images",
                "The share of time that the network had nothing to do. Near 0 the network is the limit; otherwise"
                        + " loading is.",
                Format.PERCENT,
                charts.at,
                List.of(charts.series("load wait", Step::loadWait)),
                List.of(new Line(0, ""), new Line(0.1, ""))));
        return all;
    }

    /** The total, and a chart a term where there are several: their sizes may differ by far. */
    private void loss(List<Chart> all) {
        Set<String> terms = new LinkedHashSet<>();
        steps.forEach(step -> terms.addAll(step.terms().keySet()));
        boolean one = terms.size() == 1;
        all.add(chart(
                "loss",
                "Loss",
                "What training makes small"
                        + (one ? "; its one term is " + terms.iterator().next() : "")
                        + ". It falls in a healthy run, but in a collapsed one too: look at the spread.",
                Step::loss));
        if (!one) {
            int number = 0;
            for (String term : terms) {
                Series part = series(term, step -> step.terms().getOrDefault(term, Double.NaN));
                String id = "term-" + number++;
                all.add(new Chart(
                        id, "Loss term: " + term, "A part of the loss.", Format.NUMBER, at, List.of(part), List.of()));
            }
        }
    }

    private Chart spread() {
        return new Chart(
                "spread",
                "Spread of embeddings and features",
                "How far the embeddings of different images lie apart: 1 is ideal, 0 means that all images look the"
                        + " same to the network. Embeddings are what the loss compares, features what the encoder"
                        + " hands over.",
                Format.NUMBER,
                at,
                List.of(series("embedding spread", Step::embeddingStd), series("feature spread", Step::featureStd)),
                List.of(new Line(1, "ideal"), new Line(0, "collapsed")));
    }

    private Chart rank(double bound) {
        List<Line> lines = new ArrayList<>(List.of(new Line(0, "")));
        if (bound > 0) {
            lines.add(new Line(bound, "bound " + Numbers.text(bound)));
        }
        return new Chart(
                "rank",
                "Effective rank",
                "How many dimensions the embeddings of a batch really use (RankMe), of as many as they could.",
                Format.NUMBER,
                at,
                List.of(series("effective rank", Step::effectiveRank)),
                lines);
    }

    private static Chart probes(List<Probe> probes) {
        return new Chart(
                "knn",
                "kNN top-1",
                "Test images whose class their nearest neighbours name, by the encoder as it was then. Training never"
                        + " sees a label.",
                Format.PERCENT,
                probes.stream().map(Probe::step).toList(),
                List.of(new Series("kNN top-1", probes.stream().map(Probe::top1).toList())),
                List.of());
    }

    private Chart chart(String id, String title, String meaning, ToDoubleFunction<Step> value) {
        Series series = series(title.toLowerCase(Locale.ROOT), value);
        return new Chart(id, title, meaning, Format.NUMBER, at, List.of(series), List.of());
    }

    private Series series(String name, ToDoubleFunction<Step> value) {
        return new Series(
                name, steps.stream().map(step -> value.applyAsDouble(step)).toList());
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
