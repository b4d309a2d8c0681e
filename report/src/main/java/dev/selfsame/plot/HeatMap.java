package dev.selfsame.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;

/**
 * A matrix in colours, its first row at the top. Where the lowest value is below 0 and the highest above, white is in the
 * middle between them: choose a range that is symmetric round 0.
 *
 * @param title above it; may be empty
 * @param x what the columns are
 * @param y what the rows are
 * @param rows the values, all of one length; NaN stays white
 * @param low the value of the first colour
 * @param high the value of the last colour
 * @param size in points
 */
public record HeatMap(String title, Axis x, Axis y, List<List<Double>> rows, double low, double high, Size size)
        implements Plot {
    private static final int SCALE_WIDTH = 70;
    private static final int STRIP = 14;

    /** Checks the sides and the range; keeps its own copy. */
    public HeatMap {
        if (rows.isEmpty() || rows.get(0).isEmpty()) {
            throw new IllegalArgumentException("a heat map needs at least one value");
        }
        int columns = rows.get(0).size();
        if (rows.stream().anyMatch(row -> row.size() != columns)) {
            throw new IllegalArgumentException("the rows of a heat map must be of one length");
        }
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "the colours of a heat map run from low to high, got " + low + " to " + high);
        }
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** About square, for a matrix as high as wide. */
    public static HeatMap of(String title, Axis x, Axis y, List<List<Double>> rows, double low, double high) {
        return new HeatMap(title, x, y, rows, low, high, new Size(470, 440));
    }

    /** The same of another size. */
    public HeatMap withSize(Size other) {
        return new HeatMap(title, x, y, rows, low, high, other);
    }

    @Override
    public BufferedImage image() {
        int columns = rows.get(0).size();
        Size inner = new Size(size.width() - SCALE_WIDTH, size.height());
        XYChart chart = Canvas.chart(title, x.within(0, columns), y.within(0, rows.size()), inner);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setPlotContentSize(0.999);
        chart.getStyler().setyAxisTickLabelsFormattingFunction(up -> number(rows.size() - up));
        Series series = new Series(chart);
        series.area(
                List.of(0.0, (double) columns, (double) columns, 0.0),
                List.of(0.0, 0.0, (double) rows.size(), (double) rows.size()),
                Palette.GRID);
        return Canvas.picture(size, graphics -> {
            chart.paint(graphics, inner.width(), inner.height());
            int left = (int) Math.round(chart.getScreenXFromChart(0));
            int right = (int) Math.round(chart.getScreenXFromChart(columns));
            int top = (int) Math.round(chart.getScreenYFromChart(rows.size()));
            int bottom = (int) Math.round(chart.getScreenYFromChart(0));
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            graphics.drawImage(cells(columns), left, top, right - left, bottom - top, null);
            scale(graphics, right + 16, top, bottom);
        });
    }

    /** A pixel a value. */
    private BufferedImage cells(int columns) {
        BufferedImage cells = new BufferedImage(columns, rows.size(), BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns; column++) {
                cells.setRGB(column, row, color(rows.get(row).get(column)));
            }
        }
        return cells;
    }

    private int color(double value) {
        return Double.isNaN(value)
                ? 0xFFFFFF
                : Palette.amount((value - low) / (high - low), low < 0 && high > 0)
                        .getRGB();
    }

    private void scale(Graphics2D graphics, int left, int top, int bottom) {
        for (int y = top; y < bottom; y++) {
            double share = (bottom - 1 - y) / Math.max(1.0, bottom - 1 - top);
            graphics.setColor(Palette.amount(share, low < 0 && high > 0));
            graphics.fillRect(left, y, STRIP, 1);
        }
        graphics.setColor(Palette.GRID);
        graphics.drawRect(left, top, STRIP, bottom - top);
        graphics.setColor(Palette.INK);
        graphics.setFont(Canvas.TEXT);
        graphics.drawString(number(high), left + STRIP + 6, top + 10);
        graphics.drawString(number((low + high) / 2), left + STRIP + 6, (top + bottom) / 2 + 4);
        graphics.drawString(number(low), left + STRIP + 6, bottom);
    }

    private static String number(double value) {
        double rounded = Math.rint(value * 1_000) / 1_000;
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e9
                ? Long.toString((long) rounded)
                : String.format(Locale.ROOT, "%.3g", rounded);
    }
}
