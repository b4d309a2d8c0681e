package dev.selfsame.report;

import dev.selfsame.report.Chart.Axis;
import dev.selfsame.report.Chart.Line;
import dev.selfsame.report.Chart.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The charts of several runs over each other: what is called the same is drawn into one, a curve a run. */
final class OverlaidCharts {
    private static final String LOSS = "What training makes small: for runs of one method and batch size, as losses of"
            + " different ones can't be compared. It falls in a healthy run, but in a collapsed one too: look at the spread.";

    private OverlaidCharts() {}

    static List<Chart> of(List<Comparison.Run> runs) {
        Map<String, Chart> byTitle = new LinkedHashMap<>();
        for (Comparison.Run run : runs) {
            List<Chart> charts = new ArrayList<>(Charts.of(run.files().metrics()));
            charts.addAll(Spectra.of(run.files().snapshots()));
            for (Chart chart : charts) {
                add(byTitle, run.name(), chart);
            }
        }
        return List.copyOf(byTitle.values());
    }

    /** Of a chart with several curves over the steps, each gets a chart of its own; of a spectrum, the last is taken. */
    private static void add(Map<String, Chart> byTitle, String run, Chart chart) {
        if (chart.axis() == Axis.RANK) {
            Series last = chart.series().get(chart.series().size() - 1);
            merge(byTitle, chart.title() + " at the end", chart, last, run);
            return;
        }
        for (Series series : chart.series()) {
            merge(byTitle, chart.series().size() == 1 ? chart.title() : capital(series.name()), chart, series, run);
        }
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static void merge(Map<String, Chart> byTitle, String title, Chart chart, Series series, String run) {
        Chart before = byTitle.get(title);
        List<Series> all = new ArrayList<>(before == null ? List.of() : before.series());
        all.add(new Series(run, series.at(), series.values()));
        List<Line> lines = before == null || before.lines().equals(chart.lines()) ? chart.lines() : List.of();
        String id = before == null ? "chart-" + byTitle.size() : before.id();
        String meaning = chart.id().equals("loss") ? LOSS : chart.meaning();
        String summary = CurveSummary.ofEnds(all, chart.format());
        byTitle.put(title, new Chart(id, title, meaning, summary, chart.format(), chart.axis(), all, lines));
    }
}
