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
 */
public record Figure(String title, int columns, List<Plot> plots) implements Plot {
    private static final int HEADING = 40;

    /** Checks the numbers; keeps its own copy. */
    public Figure {
        if (columns < 1 || plots.isEmpty()) {
            throw new IllegalArgumentException(
                    "a figure needs a column and a chart, got " + columns + " columns and " + plots.size() + " charts");
        }
        plots = List.copyOf(plots);
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
        if (!title.isEmpty()) {
            graphics.setFont(Canvas.TITLE.deriveFont(17f));
            graphics.setColor(Palette.INK);
            graphics.drawString(title, 16, 28);
        }
        for (int i = 0; i < plots.size(); i++) {
            Size size = plots.get(i).size();
            int left = i % columns * cellWidth();
            int top = heading() + i / columns * cellHeight();
            graphics.drawImage(plots.get(i).image(), left, top, size.width(), size.height(), null);
        }
    }

    private int heading() {
        return title.isEmpty() ? 0 : HEADING;
    }

    private int cellWidth() {
        return plots.stream().mapToInt(plot -> plot.size().width()).max().orElseThrow();
    }

    private int cellHeight() {
        return plots.stream().mapToInt(plot -> plot.size().height()).max().orElseThrow();
    }
}
