package dev.selfsame.plot;

import java.awt.BasicStroke;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Bars one below the other, each with its interval and the single values: what is compared stands at one scale.
 *
 * @param title above it; may be empty
 * @param values what the bars show, to the right
 * @param bars from top to bottom
 * @param marks values to compare with; may be empty
 * @param size in points
 */
public record BarPlot(String title, Axis values, List<Bar> bars, List<Mark> marks, Size size) implements Plot {
    private static final double HALF = 0.3;
    private static final BasicStroke INTERVAL = new BasicStroke(1.6f);

    /** Checks that there is a bar; keeps its own copies. */
    public BarPlot {
        if (bars.isEmpty()) {
            throw new IllegalArgumentException("a bar plot needs at least one bar");
        }
        bars = List.copyOf(bars);
        marks = List.copyOf(marks);
    }

    /** As high as its bars need, without marks. */
    public static BarPlot of(String title, Axis values, List<Bar> bars) {
        return new BarPlot(title, values, bars, List.of(), new Size(720, Math.min(4_000, 140 + 36 * bars.size())));
    }

    /** The same with values to compare with. */
    public BarPlot withMarks(Mark... others) {
        return new BarPlot(title, values, bars, List.of(others), size);
    }

    /** The same of another size. */
    public BarPlot withSize(Size other) {
        return new BarPlot(title, values, bars, marks, other);
    }

    @Override
    public BufferedImage image() {
        List<String> names = new ArrayList<>(bars.stream().map(Bar::name).toList());
        Collections.reverse(names); // the first at the top
        XYChart chart = Canvas.chart(title, values.within(start(), values.high()), Axis.named("", names), size);
        chart.getStyler().setPlotGridVerticalLinesVisible(true);
        chart.getStyler().setPlotGridHorizontalLinesVisible(false);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
        Series series = new Series(chart);
        for (int i = 0; i < bars.size(); i++) {
            body(series, bars.get(i), bars.size() - 1 - i);
        }
        List<Double> up = List.of(-0.5, bars.size() - 0.5);
        for (int i = 0; i < marks.size(); i++) {
            List<Double> across = List.of(marks.get(i).value(), marks.get(i).value());
            series.line(marks.get(i).name(), across, up, Palette.MUTED, Canvas.mark(i));
        }
        for (int i = 0; i < bars.size(); i++) {
            whiskers(series, bars.get(i), bars.size() - 1 - i);
        }
        series.settleLegend(true);
        return Canvas.picture(size, graphics -> chart.paint(graphics, size.width(), size.height()));
    }

    private double start() {
        return Double.isNaN(values.low()) ? 0 : values.low();
    }

    private void body(Series series, Bar bar, double at) {
        double from = start();
        if (Double.isFinite(bar.value())) {
            series.area(
                    List.of(from, bar.value(), bar.value(), from),
                    List.of(at - HALF, at - HALF, at + HALF, at + HALF),
                    Palette.pale(Palette.kind(0), 110));
        }
    }

    private static void whiskers(Series series, Bar bar, double at) {
        if (bar.hasInterval()) {
            series.line("", List.of(bar.low(), bar.high()), List.of(at, at), Palette.INK, INTERVAL);
            for (double end : List.of(bar.low(), bar.high())) {
                series.line("", List.of(end, end), List.of(at - 0.1, at + 0.1), Palette.INK, INTERVAL);
            }
        }
        List<Double> finite = bar.points().stream().filter(Double::isFinite).toList();
        if (!finite.isEmpty()) {
            List<Double> heights = Collections.nCopies(finite.size(), at);
            series.dots("", finite, heights, Palette.kind(1));
        }
    }
}
