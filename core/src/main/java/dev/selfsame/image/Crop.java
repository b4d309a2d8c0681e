package dev.selfsame.image;

/**
 * A rectangle of an image that gets another size.
 *
 * @param x left edge of the rectangle, which must lie inside the image
 * @param y top edge of the rectangle
 * @param width width of the rectangle
 * @param height height of the rectangle
 * @param newWidth width of the result, at least 1
 * @param newHeight height of the result, at least 1
 */
record Crop(
        Pixels image, int x, int y, int width, int height, int newWidth, int newHeight, Interpolation interpolation) {
    /** Checks the rectangle and the size. */
    Crop {
        Geometry.checkInside(image, x, y, width, height);
        if (newWidth < 1 || newHeight < 1) {
            throw new IllegalArgumentException("the new size must be at least 1, got " + newWidth + " x " + newHeight);
        }
    }

    /** All of an image. */
    static Crop whole(Pixels image, int newWidth, int newHeight, Interpolation interpolation) {
        return new Crop(image, 0, 0, image.width(), image.height(), newWidth, newHeight, interpolation);
    }

    /** Whether the size stays. */
    boolean keepsSize() {
        return newWidth == width && newHeight == height;
    }
}
