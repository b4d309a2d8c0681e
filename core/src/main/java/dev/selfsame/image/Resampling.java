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
        Crop crop = new Crop(image, x, y, width, height, newWidth, newHeight, interpolation);
        if (crop.keepsSize()) {
            return Geometry.crop(image, x, y, width, height);
        }
        return NativeResampling.pays(crop) ? NativeResampling.resized(crop) : JavaResampling.resized(crop);
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
        Crop crop = new Crop(image, x, y, width, height, newWidth, newHeight, interpolation);
        return NativeResampling.pays(crop) ? NativeResampling.resized(crop, flip) : JavaResampling.resized(crop, flip);
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
        Crop whole = Crop.whole(image, newWidth, newHeight, interpolation);
        Geometry.checkInside(newWidth, newHeight, x, y, width, height);
        if (whole.keepsSize()) {
            return Geometry.crop(image, x, y, width, height);
        }
        boolean mostIsWanted = (long) newWidth * newHeight <= 2L * width * height;
        return mostIsWanted && NativeResampling.pays(whole)
                ? Geometry.crop(NativeResampling.resized(whole), x, y, width, height)
                : JavaResampling.cropOfResized(whole, x, y, width, height);
    }
}
