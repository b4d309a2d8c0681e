package dev.selfsame.image;

/**
 * What a file says of itself before its pixels are touched.
 *
 * @param width pixels in a row as stored, before the orientation is applied
 * @param height rows as stored
 * @param exif where the file's EXIF block (a TIFF structure) begins, or −1
 */
record Header(int width, int height, int exif) {
    /** The most pixels that are decoded: a larger claim is refused before memory is taken for it. */
    static final long MOST_PIXELS = 100_000_000;

    static final int NO_EXIF = -1;

    /** Refuses sizes of zero and images of more than {@link #MOST_PIXELS}. */
    static void checkSize(long width, long height) throws UnreadableImageException {
        if (width <= 0 || height <= 0) {
            throw new UnreadableImageException("the image has no pixels: " + width + " x " + height);
        }
        if (width > MOST_PIXELS || height > MOST_PIXELS || width * height > MOST_PIXELS) {
            throw new UnreadableImageException("the image is too large: " + width + " x " + height + ", more than "
                    + MOST_PIXELS + " pixels are not decoded");
        }
    }

    static UnreadableImageException cutOff(ImageFormat format) {
        return new UnreadableImageException("the " + format + " file is cut off");
    }
}
