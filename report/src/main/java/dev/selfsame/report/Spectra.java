package dev.selfsame.report;

import dev.selfsame.report.Chart.Axis;
import dev.selfsame.report.Chart.Format;
import dev.selfsame.report.Chart.Series;
import dev.selfsame.report.Snapshots.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.LongStream;

/** The singular values of embeddings and features at several moments of a run, each divided by the largest. */
final class Spectra {
    private static final int MOST_MOMENTS = 5;
    private static final int MOST_VALUES = 512;

    /** What is smaller is drawn here: the noise of float32. */
    private static final double FLOOR = 1e-6;

    /** A dimension with less than this share of the largest says hardly anything. */
    private static final double SMALL = 0.01;

    private Spectra() {}

    /** Up to two charts. */
    static List<Chart> of(Snapshots snapshots) {
        List<Chart> charts = new ArrayList<>();
        add(
                charts,
                snapshots,
                "embedding-spectrum",
                "Singular values of the embeddings",
                "Of a batch, largest first, as shares of the largest. A flat curve uses every dimension; one that falls"
                        + " off a cliff says how many are left, which is what a spread alone can't show.",
                Snapshot::singularValues);
        add(
                charts,
                snapshots,
                "feature-spectrum",
                "Singular values of the features",
                "The same of what the encoder hands over, before the heads that are thrown away.",
                Snapshot::featureSingularValues);
        return charts;
    }

    private static void add(
            List<Chart> charts,
            Snapshots snapshots,
            String id,
            String title,
            String meaning,
            Function<Snapshot, List<Double>> values) {
        List<Snapshot> told = snapshots.all().stream()
                .filter(snapshot -> !values.apply(snapshot).isEmpty())
                .toList();
        if (told.isEmpty()) {
            return;
        }
        List<Series> series = new ArrayList<>();
        for (Snapshot snapshot : Snapshots.some(told, MOST_MOMENTS)) {
            series.add(series(snapshot.step(), values.apply(snapshot)));
        }
        Snapshot first = told.get(0);
        Snapshot last = told.get(told.size() - 1);
        String summary =
                told.size() == 1 ? counted(last, values) : counted(last, values) + " (" + counted(first, values) + ")";
        charts.add(new Chart(
                id,
                title,
                meaning,
                "above 1 % of the largest: " + summary,
                Format.NUMBER,
                Axis.RANK,
                series,
                List.of()));
    }

    private static String counted(Snapshot snapshot, Function<Snapshot, List<Double>> values) {
        List<Double> all = values.apply(snapshot);
        long large = all.stream().filter(value -> value > SMALL * all.get(0)).count();
        return String.format(Locale.ROOT, "%,d of %,d at step %,d", large, all.size(), snapshot.step());
    }

    private static Series series(long step, List<Double> values) {
        List<Long> ranks =
                Snapshots.some(LongStream.range(0, values.size()).boxed().toList(), MOST_VALUES);
        List<Double> shares = ranks.stream()
                .map(rank -> Math.max(FLOOR, values.get(rank.intValue()) / values.get(0))) // NaN stays NaN
                .toList();
        return new Series(
                String.format(Locale.ROOT, "step %,d", step),
                ranks.stream().map(rank -> rank + 1).toList(),
                shares);
    }
}
