package dev.selfsame.plot;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;

/**
 * Curves over one axis.
 *
 * @param title above it; may be empty
 * @param x what goes to the right
 * @param y what goes up
 * @param lines the curves, in the order of their colours
 * @param points single values, each kind in the colour of the line in its place; may be empty
 * @param marks values to compare with; may be empty
 * @param legend whether it has one where there are several names; a figure may have one for all
 * @param size in points
 */
public record LinePlot(
        String title,
        Axis x,
        Axis y,
        List<Line> lines,
        List<Points> points,
        List<Mark> marks,
        boolean legend,
        Size size)
        implements Plot {
    private static final int PALE = 45;
    private static final int MANY = 12;

    /** Keeps its own copies. */
    public LinePlot {
        lines = List.copyOf(lines);
        points = List.copyOf(points);
        marks = List.copyOf(marks);
    }

    /** Of the usual size, without points and marks. */
    public static LinePlot of(String title, Axis x, Axis y, List<Line> lines) {
        return new LinePlot(title, x, y, lines, List.of(), List.of(), true, Size.USUAL);
    }

    /** The same with values to compare with. */
    public LinePlot withMarks(Mark... values) {
        return new LinePlot(title, x, y, lines, points, List.of(values), legend, size);
    }

    /** The same with single values, such as those that a line is the mean of. */
    public LinePlot withPoints(List<Points> values) {
        return new LinePlot(title, x, y, lines, values, marks, legend, size);
    }

    /** The same of another size. */
    public LinePlot withSize(Size other) {
        return new LinePlot(title, x, y, lines, points, marks, legend, other);
    }

    /** The same without a legend. */
    public LinePlot withoutLegend() {
        return new LinePlot(title, x, y, lines, points, marks, false, size);
    }

    @Override
    public BufferedImage image() {
        XYChart chart = Canvas.chart(title, x, y, size);
        Series series = new Series(chart);
        for (int i = 0; i < lines.size(); i++) {
            series.band(lines.get(i), Palette.pale(Palette.kind(i), PALE));
        }
        List<Double> across = List.of(edge(true), edge(false));
        for (int i = 0; i < marks.size(); i++) {
            List<Double> level = List.of(marks.get(i).value(), marks.get(i).value());
            series.line(marks.get(i).name(), across, level, Palette.MUTED, Canvas.mark(i));
        }
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Color color = Palette.kind(i);
            boolean again = Palette.round(i) > 0;
            series.line(line.name(), line.x(), line.y(), color, again ? Canvas.DASHED : Canvas.THICK);
            if (line.x().size() <= MANY && points.isEmpty()) { // few enough to see each
                series.dots("", line.x(), line.y(), color);
            }
        }
        for (int i = 0; i < points.size(); i++) {
            series.dots("", points.get(i).x(), points.get(i).y(), Palette.kind(i));
        }
        series.settleLegend(false);
        if (!legend) {
            chart.getStyler().setLegendVisible(false);
        }
        return Canvas.picture(size, graphics -> chart.paint(graphics, size.width(), size.height()));
    }

    private double edge(boolean left) {
        double said = left ? x.low() : x.high();
        if (!Double.isNaN(said)) {
            return said;
        }
        DoubleStream places = lines.stream().flatMap(line -> line.x().stream()).mapToDouble(Double::doubleValue);
        return left ? places.min().orElse(0) : places.max().orElse(1);
    }
}
