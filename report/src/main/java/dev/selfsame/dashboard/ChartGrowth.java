package dev.selfsame.dashboard;

import dev.selfsame.report.Chart;
import dev.selfsame.report.ChartData;
import dev.selfsame.report.RunStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The charts of a run at one moment, and what came to those of an earlier one: a page that has these needs no more than
 * that.
 *
 * @param charts all of them
 * @param generation of the run
 */
record ChartGrowth(List<Chart> charts, int generation) {
    static ChartGrowth of(RunStatus status) {
        return new ChartGrowth(status.charts(), status.generation());
    }

    /** Whether these are the earlier ones, grown. */
    boolean follows(ChartGrowth earlier) {
        if (generation != earlier.generation || charts.size() != earlier.charts.size()) {
            return false;
        }
        for (int i = 0; i < charts.size(); i++) {
            if (!follows(charts.get(i), earlier.charts.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean follows(Chart now, Chart before) {
        boolean alike = now.id().equals(before.id())
                && now.lines().equals(before.lines())
                && now.series().size() == before.series().size();
        for (int i = 0; alike && i < now.series().size(); i++) {
            Chart.Series series = now.series().get(i);
            Chart.Series earlier = before.series().get(i);
            alike = series.name().equals(earlier.name())
                    && series.at().size() >= earlier.at().size()
                    && (now.axis() == Chart.Axis.STEP || series.equals(earlier));
        }
        return alike;
    }

    /** By the id of a chart: its summary, and for each series what came. */
    Map<String, Object> since(ChartGrowth earlier) {
        Map<String, Object> grown = new LinkedHashMap<>();
        for (int i = 0; i < charts.size(); i++) {
            Chart chart = charts.get(i);
            List<Object> series = new ArrayList<>();
            for (int s = 0; s < chart.series().size(); s++) {
                Chart.Series now = chart.series().get(s);
                int had = earlier.charts.get(i).series().get(s).at().size();
                int has = now.at().size();
                series.add(Map.of(
                        "at",
                        now.at().subList(had, has),
                        "values",
                        ChartData.values(now.values().subList(had, has))));
            }
            grown.put(chart.id(), Map.of("summary", chart.summary(), "series", series));
        }
        return grown;
    }
}
