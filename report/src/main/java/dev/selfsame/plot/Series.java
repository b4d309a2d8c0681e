package dev.selfsame.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The parts that charts are put together from; each has a number in its chart, since XChart wants names once. */
final class Series {
    private final XYChart chart;
    private int parts;
    private int named;

    Series(XYChart chart) {
        this.chart = chart;
    }

    /** A line; one that has a name stands in the legend. */
    void line(String name, List<Double> x, List<Double> y, Color color, BasicStroke stroke) {
        XYSeries series = add(name, x, y, XYSeriesRenderStyle.Line);
        if (series != null) {
            series.setLineColor(color);
            series.setLineStyle(stroke);
            series.setMarker(SeriesMarkers.NONE);
        }
    }

    /** Dots; those that have a name stand in the legend. */
    void dots(String name, List<Double> x, List<Double> y, Color color) {
        XYSeries series = add(name, x, y, XYSeriesRenderStyle.Scatter);
        if (series != null) {
            series.setMarker(SeriesMarkers.CIRCLE);
            series.setMarkerColor(color);
        }
    }

    /** A filled polygon without an edge. */
    void area(List<Double> x, List<Double> y, Color color) {
        XYSeries series = add("", x, y, XYSeriesRenderStyle.PolygonArea);
        if (series != null) {
            series.setFillColor(color);
            series.setLineColor(color);
            series.setLineStyle(new BasicStroke(0.1f));
            series.setMarker(SeriesMarkers.NONE);
        }
    }

    /** The band of a line, where it has one: there and back. */
    void band(Line line, Color color) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        int n = line.low().size();
        for (int k = 0; k < 2 * n; k++) {
            int i = k < n ? k : 2 * n - 1 - k;
            double edge = (k < n ? line.low() : line.high()).get(i);
            if (Double.isFinite(edge)) {
                x.add(line.x().get(i));
                y.add(edge);
            }
        }
        area(x, y, color);
    }

    /** Shows the legend where there is more than one name in it. */
    void settleLegend(boolean evenForOne) {
        chart.getStyler().setLegendVisible(named > 1 || (evenForOne && named == 1));
    }

    /** Null where there is no finite value. */
    private @Nullable XYSeries add(String name, List<Double> x, List<Double> y, XYSeriesRenderStyle style) {
        if (y.stream().noneMatch(Double::isFinite)) {
            return null;
        }
        double[] values = y.stream()
                .mapToDouble(value -> Double.isFinite(value) ? value : Double.NaN)
                .toArray();
        XYSeries series = chart.addSeries(
                "part " + parts++, x.stream().mapToDouble(Double::doubleValue).toArray(), values);
        series.setXYSeriesRenderStyle(style);
        series.setShowInLegend(!name.isEmpty());
        if (!name.isEmpty()) {
            series.setLabel(name);
            named++;
        }
        return series;
    }
}
