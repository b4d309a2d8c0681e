package dev.selfsame.image;

/**
 * Resizing, anti-aliased, as {@code Image.resize} of Pillow: the filter is stretched by the factor of shrinking; rows first,
 * then columns, each pass rounding to 8 bits. Small images come out equal to Pillow 9.4's sample for sample; large RGB images
 * are resized by libtorch's kernel, and some of their samples lie one level off.
 *
 * <p>Any number of channels; each is resampled on its own.
 */
public final class Resampling {
    private Resampling() {}

    /** The image at another size; the image itself if it has that size already. */
    public static Pixels resize(Pixels image, int width, int height, Interpolation interpolation) {
        return resizedCrop(image, 0, 0, image.width(), image.height(), width, height, interpolation);
    }

    /**
     * A rectangle of the image at another size, as if it were cut out first: pixels outside it play no part.
     *
     * @param x left edge of the rectangle, which must lie inside the image
     * @param y top edge of the rectangle
     * @param width width of the rectangle
     * @param height height of the rectangle
     * @param newWidth width of the result, at least 1
     * @param newHeight height of the result, at least 1
     */
    public static Pixels resizedCrop(
            Pixels image,
            int x,
            int y,
            int width,
            int height,
            int newWidth,
            int newHeight,
            Interpolation interpolation) {
        Geometry.checkInside(image, x, y, width, height);
        checkSize(newWidth, newHeight);
        if (newWidth == width && newHeight == height) {
            return Geometry.crop(image, x, y, width, height);
        }
        if (NativeResampling.pays(image, width, height, newWidth, newHeight)) {
            return NativeResampling.resizedCrop(image, x, y, width, height, newWidth, newHeight, interpolation);
        }
        return JavaResampling.resizedCrop(image, x, y, width, height, newWidth, newHeight, interpolation);
    }

    /**
     * As {@link #resizedCrop(Pixels, int, int, int, int, int, int, Interpolation)}, with left and right exchanged if so
     * wished, for changes of colour.
     *
     * @param flip whether to exchange left and right in the result
     */
    public static Planes resizedCrop(
            Pixels image,
            int x,
            int y,
            int width,
            int height,
            int newWidth,
            int newHeight,
            Interpolation interpolation,
            boolean flip) {
        Geometry.checkInside(image, x, y, width, height);
        checkSize(newWidth, newHeight);
        if (NativeResampling.pays(image, width, height, newWidth, newHeight)) {
            return NativeResampling.resizedCrop(image, x, y, width, height, newWidth, newHeight, interpolation, flip);
        }
        return JavaResampling.resizedCrop(image, x, y, width, height, newWidth, newHeight, interpolation, flip);
    }

    /**
     * A rectangle of the resized image, as if it were cut out afterwards; only what lies in it is computed.
     *
     * @param newWidth width of the resized image, at least 1
     * @param newHeight height of the resized image, at least 1
     * @param x left edge of the rectangle, which must lie inside the resized image
     * @param y top edge of the rectangle
     * @param width width of the rectangle
     * @param height height of the rectangle
     */
    public static Pixels cropOfResized(
            Pixels image,
            int newWidth,
            int newHeight,
            int x,
            int y,
            int width,
            int height,
            Interpolation interpolation) {
        checkSize(newWidth, newHeight);
        Geometry.checkInside(newWidth, newHeight, x, y, width, height);
        if (newWidth == image.width() && newHeight == image.height()) {
            return Geometry.crop(image, x, y, width, height);
        }
        boolean mostIsWanted = (long) newWidth * newHeight <= 2L * width * height;
        if (mostIsWanted && NativeResampling.pays(image, image.width(), image.height(), newWidth, newHeight)) {
            Pixels resized = NativeResampling.resizedCrop(
                    image, 0, 0, image.width(), image.height(), newWidth, newHeight, interpolation);
            return Geometry.crop(resized, x, y, width, height);
        }
        return JavaResampling.cropOfResized(image, newWidth, newHeight, x, y, width, height, interpolation);
    }

    private static void checkSize(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("the new size must be at least 1, got " + width + " x " + height);
        }
    }
}
