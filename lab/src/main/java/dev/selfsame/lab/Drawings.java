package dev.selfsame.lab;

import dev.selfsame.plot.Axis;
import dev.selfsame.plot.Bar;
import dev.selfsame.plot.BarPlot;
import dev.selfsame.plot.Figure;
import dev.selfsame.plot.Line;
import dev.selfsame.plot.LinePlot;
import dev.selfsame.plot.Mark;
import dev.selfsame.plot.Points;
import dev.selfsame.plot.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The figures that most claims have. */
final class Drawings {
    private static final Size PANEL = new Size(520, 330);

    private Drawings() {}

    /** kNN of each variant. */
    static Drawing bars() {
        return new Drawing(
                "knn.png",
                "kNN top-1 of each variant: mean, 95 % interval over seeds, and each seed as a dot.",
                (experiment, file) -> bars(experiment).write(file));
    }

    private static BarPlot bars(Experiment experiment) {
        Numbers numbers = experiment.numbers();
        List<Bar> bars = new ArrayList<>();
        for (String variant : numbers.variants()) {
            Estimate knn = numbers.knn(variant);
            bars.add(Bar.of(variant, 100 * knn.mean())
                    .withInterval(100 * knn.low(), 100 * knn.high())
                    .withPoints(percent(knn.values())));
        }
        return BarPlot.of(experiment.claim().name(), Axis.of("kNN top-1 in %").within(0, Double.NaN), bars)
                .withMarks(
                        new Mark("before training", 100 * numbers.untrained().mean()),
                        new Mark("chance", 100.0 / experiment.data().classes()));
    }

    private static List<Double> percent(List<Double> shares) {
        return shares.stream().map(share -> 100 * share).toList();
    }

    /** Spread, rank and kNN of each variant while it trains. */
    static Drawing overTime() {
        return new Drawing(
                "over-time.png",
                "Spread and effective rank of the compared embeddings, and kNN top-1, while training: means over seeds, the"
                        + " bands from the lowest seed to the highest. A spread of 0 is a collapse.",
                (experiment, file) -> overTime(experiment).write(file));
    }

    private static Figure overTime(Experiment experiment) {
        Numbers numbers = experiment.numbers();
        return Figure.of(
                        experiment.claim().name(),
                        2,
                        List.of(
                                panel(
                                        "Spread: 1 is ideal, 0 collapsed",
                                        "spread",
                                        moments(numbers, Moment::spread),
                                        1.1),
                                panel("Effective rank", "rank", moments(numbers, Moment::rank), Double.NaN),
                                panel("kNN", "top-1 in %", probes(numbers), Double.NaN),
                                panel("Loss", "loss", moments(numbers, Moment::loss), Double.NaN)))
                .withLegend(numbers.variants());
    }

    private static LinePlot panel(String title, String axis, List<Line> lines, double high) {
        double low = axis.equals("loss") ? Double.NaN : 0;
        return LinePlot.of(title, Axis.of("step"), Axis.of(axis).within(low, high), lines)
                .withSize(PANEL)
                .withoutLegend();
    }

    private static List<Line> moments(Numbers numbers, ToDoubleFunction<Moment> value) {
        return lines(
                numbers,
                run -> run.moments().stream().map(at -> (double) at.step()).toList(),
                run -> run.moments().stream().map(value::applyAsDouble).toList());
    }

    private static List<Line> probes(Numbers numbers) {
        return lines(
                numbers,
                run -> run.probes().stream().map(at -> (double) at.step()).toList(),
                run -> run.probes().stream().map(at -> 100 * at.knn()).toList());
    }

    /** The mean over seeds of each variant, as far as all its seeds go. */
    private static List<Line> lines(
            Numbers numbers, Function<Measured, List<Double>> x, Function<Measured, List<Double>> y) {
        List<Line> lines = new ArrayList<>();
        for (String variant : numbers.variants()) {
            List<List<Double>> all = numbers.of(variant).stream().map(y).toList();
            int length = all.stream().mapToInt(List::size).min().orElse(0);
            List<Double> mean = new ArrayList<>();
            List<Double> low = new ArrayList<>();
            List<Double> high = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                int at = i;
                mean.add(all.stream().mapToDouble(run -> run.get(at)).average().orElseThrow());
                low.add(all.stream().mapToDouble(run -> run.get(at)).min().orElseThrow());
                high.add(all.stream().mapToDouble(run -> run.get(at)).max().orElseThrow());
            }
            List<Double> places = x.apply(numbers.of(variant).get(0)).subList(0, length);
            lines.add(Line.of(variant, places, mean).withBand(low, high));
        }
        return lines;
    }

    /**
     * kNN against what is varied, at equal distances.
     *
     * @param axis what is varied
     * @param series the variants of each line, from left to right; those of all lines are as many
     * @param labels below the places
     */
    static Drawing curve(String axis, Map<String, List<String>> series, List<String> labels) {
        return new Drawing(
                "knn.png",
                "kNN top-1 against the " + axis + ": means over seeds with their 95 % intervals.",
                (experiment, file) -> curve(experiment, axis, series, labels).write(file));
    }

    private static LinePlot curve(
            Experiment experiment, String axis, Map<String, List<String>> series, List<String> labels) {
        Numbers numbers = experiment.numbers();
        List<Double> places =
                IntStream.range(0, labels.size()).mapToObj(i -> (double) i).toList();
        List<Line> lines = new ArrayList<>();
        series.forEach((name, variants) -> {
            List<Estimate> all = variants.stream().map(numbers::knn).toList();
            lines.add(Line.of(
                            name,
                            places,
                            all.stream().map(knn -> 100 * knn.mean()).toList())
                    .withBand(
                            all.stream().map(knn -> 100 * knn.low()).toList(),
                            all.stream().map(knn -> 100 * knn.high()).toList()));
        });
        return LinePlot.of(
                        experiment.claim().name(),
                        Axis.named(axis, labels),
                        Axis.of("kNN top-1 in %").within(0, Double.NaN),
                        lines)
                .withPoints(seeds(numbers, series))
                .withMarks(new Mark("before training", 100 * numbers.untrained().mean()));
    }

    /** Each seed as a dot. */
    private static List<Points> seeds(Numbers numbers, Map<String, List<String>> series) {
        List<Points> all = new ArrayList<>();
        series.forEach((name, variants) -> {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            for (int i = 0; i < variants.size(); i++) {
                for (double knn : numbers.knn(variants.get(i)).values()) {
                    x.add((double) i);
                    y.add(100 * knn);
                }
            }
            all.add(new Points(name, x, y));
        });
        return all;
    }
}
