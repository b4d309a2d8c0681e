package dev.selfsame.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/** How all charts look, and how they become pictures. */
final class Canvas {
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final BasicStroke THICK = new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final BasicStroke DASHED = dashed(5, 4);
    private static final BasicStroke DOTTED = dashed(1.5f, 3);
    private static final BasicStroke HAIR = new BasicStroke(1);
    private static final int PADDING = 14;
    /** Points below a chart for the names of its places and their title. */
    private static final int BELOW = 36;

    private Canvas() {}

    private static BasicStroke dashed(float line, float gap) {
        return new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {line, gap}, 0);
    }

    /** The line of the i-th mark. */
    static BasicStroke mark(int i) {
        return i % 2 == 0 ? DASHED : DOTTED;
    }

    /** A chart without series. */
    static XYChart chart(String title, Axis x, Axis y, Size size) {
        XYChart chart = new XYChartBuilder()
                .width(size.width())
                .height(size.height())
                .title(title)
                .xAxisTitle(x.isNamed() ? "" : x.title())
                .yAxisTitle(y.isNamed() ? "" : y.title())
                .build();
        XYStyler style = chart.getStyler();
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setChartFontColor(Palette.INK);
        style.setChartTitleFont(TITLE);
        style.setChartTitleBoxVisible(false);
        style.setChartTitleVisible(!title.isEmpty());
        style.setChartPadding(PADDING);
        style.setAxisTitleFont(TEXT);
        style.setAxisTickLabelsFont(TEXT);
        style.setAxisTickLabelsColor(Palette.INK);
        style.setAxisTicksLineVisible(false);
        style.setAxisTicksMarksVisible(false);
        style.setPlotTicksMarksVisible(false);
        style.setPlotGridLinesColor(Palette.GRID);
        style.setPlotGridLinesStroke(HAIR);
        style.setPlotGridVerticalLinesVisible(false);
        style.setLegendFont(TEXT);
        style.setLegendBorderColor(Color.WHITE);
        style.setLegendBackgroundColor(Color.WHITE);
        style.setLegendPosition(LegendPosition.OutsideE);
        style.setMarkerSize(7);
        style.setXAxisTickMarkSpacingHint(80);
        style.setYAxisTickMarkSpacingHint(48);
        style.setXAxisTicksVisible(!x.isNamed());
        style.setYAxisTicksVisible(!y.isNamed());
        if (x.isNamed() || y.isNamed()) {
            style.setPlotContentSize(0.999);
        }
        if (!Double.isNaN(x.low())) {
            style.setXAxisMin(x.low());
        }
        if (!Double.isNaN(x.high())) {
            style.setXAxisMax(x.high());
        }
        if (!Double.isNaN(y.low())) {
            style.setYAxisMin(y.low());
        }
        if (!Double.isNaN(y.high())) {
            style.setYAxisMax(y.high());
        }
        return chart;
    }

    /** The picture of a chart, with the names of its axes: XChart can't be told where to put its ticks. */
    static BufferedImage picture(XYChart chart, Axis x, Axis y, Size size) {
        return picture(size, graphics -> {
            graphics.setFont(TEXT);
            FontMetrics letters = graphics.getFontMetrics();
            int left = y.labels().stream().mapToInt(letters::stringWidth).max().orElse(0);
            int below = x.isNamed() ? BELOW : 0;
            graphics.translate(left, 0);
            chart.paint(graphics, size.width() - left, size.height() - below);
            graphics.setFont(TEXT);
            graphics.setColor(Palette.INK);
            for (int i = 0; i < y.labels().size(); i++) {
                String name = y.labels().get(i);
                int middle = (int) Math.round(chart.getScreenYFromChart(i));
                graphics.drawString(
                        name, PADDING / 2 - letters.stringWidth(name), middle + letters.getAscent() / 2 - 1);
            }
            int foot = size.height() - below;
            for (int i = 0; i < x.labels().size(); i++) {
                String name = x.labels().get(i);
                int middle = (int) Math.round(chart.getScreenXFromChart(i));
                graphics.drawString(name, middle - letters.stringWidth(name) / 2, foot + 4);
            }
            if (x.isNamed()) {
                int middle = (int)
                        Math.round((chart.getScreenXFromChart(x.low()) + chart.getScreenXFromChart(x.high())) / 2);
                graphics.drawString(x.title(), middle - letters.stringWidth(x.title()) / 2, foot + 26);
            }
            graphics.translate(-left, 0);
        });
    }

    /** A picture of a size in points, on which {@code painter} draws in points. */
    static BufferedImage picture(Size size, Consumer<Graphics2D> painter) {
        BufferedImage image =
                new BufferedImage(size.width() * Plot.SCALE, size.height() * Plot.SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = graphics(image);
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.scale(Plot.SCALE, Plot.SCALE);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            painter.accept(graphics);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setFont(TEXT);
            graphics.getFontMetrics().stringWidth("0");
            return graphics;
        } catch (RuntimeException | LinkageError e) {
            graphics.dispose();
            throw new PlotException(
                    "no chart can be drawn, since Java finds no font here: install fontconfig and a package of fonts,"
                            + " such as fonts-dejavu-core",
                    e);
        }
    }
}
