package dev.selfsame.plot;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Several charts in rows, from left to right and from top to bottom, in cells of the size of the largest.
 *
 * @param title above them; may be empty
 * @param columns charts in a row, at least 1
 * @param plots at least one
 * @param legend names for all of them, in the order of the colours of their lines; may be empty
 */
public record Figure(String title, int columns, List<Plot> plots, List<String> legend) implements Plot {
    private static final int HEADING = 40;
    private static final int ENTRY = 22;
    private static final int MARGIN = 16;
    private static final int SAMPLE = 26;

    /** Checks the numbers; keeps its own copies. */
    public Figure {
        if (columns < 1 || plots.isEmpty()) {
            throw new IllegalArgumentException(
                    "a figure needs a column and a chart, got " + columns + " columns and " + plots.size() + " charts");
        }
        plots = List.copyOf(plots);
        legend = List.copyOf(legend);
    }

    /** Without a legend of its own. */
    public static Figure of(String title, int columns, List<Plot> plots) {
        return new Figure(title, columns, plots, List.of());
    }

    /** The same with a legend for all charts. */
    public Figure withLegend(List<String> names) {
        return new Figure(title, columns, plots, names);
    }

    @Override
    public Size size() {
        int across = Math.min(columns, plots.size());
        int down = (plots.size() + columns - 1) / columns;
        return new Size(across * cellWidth(), heading() + down * cellHeight());
    }

    @Override
    public BufferedImage image() {
        return Canvas.picture(size(), this::paint);
    }

    private void paint(Graphics2D graphics) {
        int top = titleHeight();
        if (!title.isEmpty()) {
            graphics.setFont(Canvas.TITLE.deriveFont(17f));
            graphics.setColor(Palette.INK);
            graphics.drawString(title, MARGIN, 28);
        }
        graphics.setFont(Canvas.TEXT);
        for (int i = 0; i < legend.size(); i++) {
            int left = MARGIN + i % inRow() * (size().width() - MARGIN) / inRow();
            int middle = top + ENTRY / 2 + i / inRow() * ENTRY;
            graphics.setStroke(Palette.round(i) > 0 ? Canvas.DASHED : Canvas.THICK);
            graphics.setColor(Palette.kind(i));
            graphics.drawLine(left, middle, left + SAMPLE, middle);
            graphics.setColor(Palette.INK);
            graphics.drawString(legend.get(i), left + SAMPLE + 8, middle + 4);
        }
        for (int i = 0; i < plots.size(); i++) {
            Size size = plots.get(i).size();
            int left = i % columns * cellWidth();
            int down = heading() + i / columns * cellHeight();
            graphics.drawImage(plots.get(i).image(), left, down, size.width(), size.height(), null);
        }
    }

    private int titleHeight() {
        return title.isEmpty() ? 0 : HEADING;
    }

    private int heading() {
        int rows = legend.isEmpty() ? 0 : (legend.size() + inRow() - 1) / inRow();
        return titleHeight() + rows * ENTRY;
    }

    /** Names in a row of the legend: as many as there are, at most four, and so many that the longest fits. */
    private int inRow() {
        int longest = legend.stream().mapToInt(String::length).max().orElse(0);
        int width = Math.min(columns, plots.size()) * cellWidth() - MARGIN;
        int fitting = width / (SAMPLE + 24 + 7 * longest); // 7 points a letter, at most
        return Math.max(1, Math.min(Math.min(4, legend.size()), fitting));
    }

    private int cellWidth() {
        return plots.stream().mapToInt(plot -> plot.size().width()).max().orElseThrow();
    }

    private int cellHeight() {
        return plots.stream().mapToInt(plot -> plot.size().height()).max().orElseThrow();
    }
}
