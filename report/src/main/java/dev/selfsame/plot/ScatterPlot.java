package dev.selfsame.plot;

import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * Points in a plane.
 *
 * @param title above it; may be empty
 * @param x what goes to the right
 * @param y what goes up
 * @param points kinds of points, in the order of their colours
 * @param size in points
 */
public record ScatterPlot(String title, Axis x, Axis y, List<Points> points, Size size) implements Plot {
    private static final int CLEAR = 170;
    private static final int SMALL = 4;
    private static final int MANY = 300;

    /** Keeps its own copy. */
    public ScatterPlot {
        points = List.copyOf(points);
    }

    /** Of the usual size. */
    public static ScatterPlot of(String title, Axis x, Axis y, List<Points> points) {
        return new ScatterPlot(title, x, y, points, Size.USUAL);
    }

    /** The same of another size. */
    public ScatterPlot withSize(Size other) {
        return new ScatterPlot(title, x, y, points, other);
    }

    @Override
    public BufferedImage image() {
        XYChart chart = Canvas.chart(title, x, y, size);
        chart.getStyler().setPlotGridVerticalLinesVisible(true);
        if (points.stream().mapToInt(kind -> kind.x().size()).sum() > MANY) {
            chart.getStyler().setMarkerSize(SMALL);
        }
        Series series = new Series(chart);
        for (int i = 0; i < points.size(); i++) {
            Points kind = points.get(i);
            series.dots(kind.name(), kind.x(), kind.y(), Palette.pale(Palette.kind(i), CLEAR));
        }
        series.settleLegend(false);
        return Canvas.picture(size, graphics -> chart.paint(graphics, size.width(), size.height()));
    }
}
