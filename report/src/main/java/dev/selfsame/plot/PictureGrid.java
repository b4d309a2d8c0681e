package dev.selfsame.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Pictures in rows, in groups of columns with a heading each, such as images and their nearest neighbours by two encoders.
 *
 * @param title above it; may be empty
 * @param groups from left to right, all with the same number of rows
 * @param cell side of a picture in points, 16 to 200
 */
public record PictureGrid(String title, List<Group> groups, int cell) implements Plot {
    private static final int GAP = 4;
    private static final int BETWEEN = 24;
    private static final int TOP = 64;
    private static final BasicStroke FRAME = new BasicStroke(3);

    /**
     * Columns that belong together.
     *
     * @param heading above them
     * @param rows of as many pictures each
     */
    public record Group(String heading, List<List<Cell>> rows) {
        /** Checks that there is a picture and that rows are of one length; keeps its own copy. */
        public Group {
            if (rows.isEmpty() || rows.get(0).isEmpty()) {
                throw new IllegalArgumentException("a group of pictures needs at least one");
            }
            int columns = rows.get(0).size();
            if (rows.stream().anyMatch(row -> row.size() != columns)) {
                throw new IllegalArgumentException("the rows of a group of pictures must be of one length");
            }
            rows = rows.stream().map(List::copyOf).toList();
        }

        int columns() {
            return rows.get(0).size();
        }
    }

    /**
     * A picture.
     *
     * @param picture stretched to a square
     * @param marked whether it has a frame
     */
    public record Cell(BufferedImage picture, boolean marked) {}

    /** Checks the sizes; keeps its own copy. */
    public PictureGrid {
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("a grid of pictures needs at least one group");
        }
        int rows = groups.get(0).rows().size();
        if (groups.stream().anyMatch(group -> group.rows().size() != rows)) {
            throw new IllegalArgumentException("the groups of a grid of pictures must have equally many rows");
        }
        if (cell < 16 || cell > 200) {
            throw new IllegalArgumentException("the side of a picture must be 16 to 200 points, got " + cell);
        }
        groups = List.copyOf(groups);
    }

    @Override
    public Size size() {
        int columns = groups.stream().mapToInt(Group::columns).sum();
        int width = columns * (cell + GAP) + (groups.size() + 1) * BETWEEN;
        int height = TOP + groups.get(0).rows().size() * (cell + GAP) + BETWEEN;
        return new Size(Math.max(100, width), Math.max(100, height));
    }

    @Override
    public BufferedImage image() {
        return Canvas.picture(size(), this::paint);
    }

    private void paint(Graphics2D graphics) {
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.setColor(Palette.INK);
        graphics.setFont(Canvas.TITLE);
        graphics.drawString(title, BETWEEN, 26);
        int left = BETWEEN;
        for (Group group : groups) {
            graphics.setColor(Palette.INK);
            graphics.setFont(Canvas.TEXT);
            graphics.drawString(group.heading(), left, TOP - 10);
            for (int row = 0; row < group.rows().size(); row++) {
                for (int column = 0; column < group.columns(); column++) {
                    Cell one = group.rows().get(row).get(column);
                    paint(graphics, one, left + column * (cell + GAP), TOP + row * (cell + GAP));
                }
            }
            left += group.columns() * (cell + GAP) + BETWEEN;
        }
    }

    private void paint(Graphics2D graphics, Cell one, int x, int y) {
        graphics.drawImage(one.picture(), x, y, cell, cell, null);
        if (one.marked()) {
            graphics.setColor(Palette.kind(2));
            graphics.setStroke(FRAME);
            graphics.drawRect(x + 1, y + 1, cell - 2, cell - 2);
        }
    }
}
