package dev.selfsame.report;

import dev.selfsame.report.Chart.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Charts as the script {@code charts.js} reads them; what is not finite is null. */
public final class ChartData {
    private ChartData() {}

    /** All charts. */
    public static List<Object> of(List<Chart> charts) {
        List<Object> data = new ArrayList<>();
        charts.forEach(chart -> data.add(of(chart)));
        return data;
    }

    private static Map<String, Object> of(Chart chart) {
        List<Long> at = chart.series().get(0).at();
        List<Object> series = new ArrayList<>();
        for (Series one : chart.series()) {
            Map<String, Object> curve = new LinkedHashMap<>();
            curve.put("name", one.name());
            if (!one.at().equals(at)) {
                curve.put("at", one.at());
            }
            curve.put("values", values(one.values()));
            series.add(curve);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", chart.id());
        data.put("title", chart.title());
        data.put("meaning", chart.meaning());
        data.put("summary", chart.summary());
        data.put("percent", chart.format() == Chart.Format.PERCENT);
        data.put("ranks", chart.axis() == Chart.Axis.RANK);
        data.put("at", at);
        data.put("series", series);
        data.put("lines", chart.lines());
        return data;
    }

    /** The values of a curve, or some of them. */
    public static List<@Nullable Double> values(List<Double> values) {
        List<@Nullable Double> data = new ArrayList<>(values.size());
        values.forEach(value -> data.add(number(value)));
        return data;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? Numbers.rounded(value) : null;
    }
}
