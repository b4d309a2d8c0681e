package dev.selfsame.view;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Where a view lies in its image: the rectangle that was cut out, and whether left and right were exchanged afterwards.
 * A view is looked at as square cells, rows from the top and columns from the left of the view.
 *
 * @param x left edge in pixels of the image, which may be smaller than it is stored: {@link Views#reduction}
 * @param y top edge
 * @param width of the rectangle
 * @param height of the rectangle
 * @param flipped whether left and right are exchanged in the view
 */
public record Placement(int x, int y, int width, int height, boolean flipped) {
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
     * The middle of a column of cells, in pixels of the image: 0 is the image's left edge.
     *
     * @param column 0 to {@code columns - 1}, from the left of the view
     */
    public double middleX(int column, int columns) {
        int there = flipped ? columns - 1 - column : column;
        return x + (there + 0.5) * width / columns;
    }

    /**
     * The middle of a row of cells, in pixels of the image: 0 is the image's top edge.
     *
     * @param row 0 to {@code rows - 1}, from the top of the view
     */
    public double middleY(int row, int rows) {
        return y + (row + 0.5) * height / rows;
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
                out.put(at++, (float) middleX(column, side));
                out.put(at++, (float) middleY(row, side));
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
            int fromY = (int) middleY(row, side);
            for (int column = 0; column < side; column++) {
                out.put(at++, labels.at((int) middleX(column, side), fromY));
            }
        }
    }
}
