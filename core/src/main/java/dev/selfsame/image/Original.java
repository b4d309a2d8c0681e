package dev.selfsame.image;

/**
 * The image that a picture shows. It is larger than the picture where that was decoded smaller ({@link Reduction}): then a
 * pixel of the picture stands for {@code reduction} × {@code reduction} pixels of the image, counted from the edges that are stored
 * first, and the pixels at the other edges may reach beyond the image.
 *
 * @param width of the upright image in pixels, at least 1
 * @param height of the upright image in pixels, at least 1
 * @param reduction pixels of the image, in each direction, that one of the picture stands for, at least 1
 * @param left by how many pixels of the image the picture begins before the image's left edge, 0 to {@code reduction - 1}
 * @param top by how many it begins before the upper edge, 0 to {@code reduction - 1}
 */
public record Original(int width, int height, int reduction, int left, int top) {
    /** Checks the ranges. */
    public Original {
        if (width < 1 || height < 1 || reduction < 1) {
            throw new IllegalArgumentException("width, height and reduction must be at least 1, got " + width + ", "
                    + height + " and " + reduction);
        }
        if (left < 0 || left >= reduction || top < 0 || top >= reduction) {
            throw new IllegalArgumentException(
                    "left and top must be 0 to " + (reduction - 1) + ", got " + left + " and " + top);
        }
    }

    /**
     * The picture's edge between two columns, or at its side, that lies nearest to one of the image.
     *
     * @param x of the image: 0 is its left edge, its width the right one
     * @return 0 to the picture's width
     */
    public int column(int x) {
        return nearest(x, left);
    }

    /**
     * The picture's edge between two rows, or above or below all, that lies nearest to one of the image.
     *
     * @param y of the image: 0 is its upper edge, its height the lower one
     * @return 0 to the picture's height
     */
    public int row(int y) {
        return nearest(y, top);
    }

    /** Halves are rounded up, so that a length of n · reduction never becomes less than n. */
    private int nearest(int edge, int before) {
        return (int) ((2L * edge + 2L * before + reduction) / (2L * reduction));
    }

    /** Whether a picture of this size can show the image. */
    boolean isShownIn(int pictureWidth, int pictureHeight) {
        return pictureWidth == pixels(width, left) && pictureHeight == pixels(height, top);
    }

    private long pixels(int length, int before) {
        return ((long) length + before + reduction - 1) / reduction;
    }
}
