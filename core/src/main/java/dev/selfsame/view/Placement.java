package dev.selfsame.view;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Where a view lies in its image: the rectangle that was drawn, and how what it shows was flipped and turned afterwards.
 * Places are those of the image at its full size ({@link dev.selfsame.image.Original}), however small it was decoded. A view
 * is looked at as square cells, rows from the top and columns from the left of the view.
 *
 * @param x left edge in pixels of the image
 * @param y top edge
 * @param width of the rectangle
 * @param height of the rectangle
 * @param flipped whether left and right were exchanged
 * @param upsideDown whether top and bottom were exchanged
 * @param turned whether the view was turned by a quarter, counter-clockwise, after that
 */
public record Placement(int x, int y, int width, int height, boolean flipped, boolean upsideDown, boolean turned) {
    /** Which region a pixel of the image belongs to. */
    @FunctionalInterface
    public interface Labels {
        /**
         * The region, from 0.
         *
         * @param x column in the image
         * @param y row in the image
         */
        int at(int x, int y);
    }

    /**
     * The middle of a cell, in pixels of the image: 0 is the image's left edge.
     *
     * @param row 0 to {@code side - 1}, from the top of the view
     * @param column 0 to {@code side - 1}, from the left of the view
     * @param side cells on a side
     */
    public double middleX(int row, int column, int side) {
        int before = turned ? side - 1 - row : column;
        int there = flipped ? side - 1 - before : before;
        return x + (there + 0.5) * width / side;
    }

    /**
     * The middle of a cell, in pixels of the image: 0 is the image's top edge.
     *
     * @param row 0 to {@code side - 1}, from the top of the view
     * @param column 0 to {@code side - 1}, from the left of the view
     * @param side cells on a side
     */
    public double middleY(int row, int column, int side) {
        int before = turned ? column : row;
        int there = upsideDown ? side - 1 - before : before;
        return y + (there + 0.5) * height / side;
    }

    /**
     * Writes where the middles of the cells lie in the image: {@code [side, side, 2]}, rows, columns, and x and y in pixels.
     *
     * @param side cells on a side
     * @param out receives side · side · 2 values
     * @param offset where the first goes
     */
    public void writeGrid(int side, FloatBuffer out, int offset) {
        int at = offset;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                out.put(at++, (float) middleX(row, column, side));
                out.put(at++, (float) middleY(row, column, side));
            }
        }
    }

    /**
     * Writes the regions that the middles of the cells belong to: {@code [side, side]}, rows and columns.
     *
     * @param side cells on a side
     * @param labels of the image
     * @param out receives side · side values
     * @param offset where the first goes
     */
    public void writeRegions(int side, Labels labels, IntBuffer out, int offset) {
        int at = offset;
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                out.put(at++, labels.at((int) middleX(row, column, side), (int) middleY(row, column, side)));
            }
        }
    }
}
