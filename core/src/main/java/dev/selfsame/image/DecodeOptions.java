package dev.selfsame.image;

/**
 * How image files become pixels.
 *
 * @param background the colour that transparent pixels are laid on
 * @param maxPixels the most pixels of an image that is decoded, 1 to 715,827,882 (what an array holds); a file that
 *     claims more is refused before memory is taken for it
 * @param extent how much of a picture is decoded
 */
public record DecodeOptions(Rgb background, long maxPixels, Extent extent) {
    /** How much of a picture is decoded. */
    public enum Extent {
        /** Every pixel. */
        FULL,
        /**
         * As much as is needed: a large JPEG file, of which views are made that never enlarge it, is decoded at a half, a
         * quarter or an eighth of its width and height.
         */
        NEEDED
    }

    private static final long MOST_PIXELS = Integer.MAX_VALUE / 3;

    /** White, 100 million pixels, and no more of a picture than is needed. */
    public static final DecodeOptions DEFAULT = new DecodeOptions(Rgb.WHITE, 100_000_000, Extent.NEEDED);

    /** Bytes of the heap that a decoder may need for a pixel, with some to spare: 16-bit RGBA and then RGB. */
    private static final int BYTES_PER_PIXEL = 16;

    /** Checks the range. */
    public DecodeOptions {
        if (maxPixels < 1 || maxPixels > MOST_PIXELS) {
            throw new IllegalArgumentException("max-pixels must be 1 to " + MOST_PIXELS + ", got " + maxPixels);
        }
    }

    /** The same with another colour. */
    public DecodeOptions withBackground(Rgb color) {
        return new DecodeOptions(color, maxPixels, extent);
    }

    /** The same with another limit. */
    public DecodeOptions withMaxPixels(long pixels) {
        return new DecodeOptions(background, pixels, extent);
    }

    /** The same with another extent. */
    public DecodeOptions withExtent(Extent value) {
        return new DecodeOptions(background, maxPixels, value);
    }

    /**
     * Refuses sizes of zero, images above the limit, and those that Java's heap can't hold.
     *
     * @throws UnreadableImageException with the reason
     */
    public void checkSize(long width, long height) throws UnreadableImageException {
        if (width <= 0 || height <= 0) {
            throw new UnreadableImageException("the image has no pixels: " + width + " x " + height);
        }
        boolean beyond = width > maxPixels || height > maxPixels || width * height > maxPixels;
        if (beyond) {
            throw new UnreadableImageException("the image is too large: " + width + " x " + height + ", more than "
                    + maxPixels + " pixels are not decoded");
        }
        long heap = Runtime.getRuntime().maxMemory();
        if (width * height > heap / BYTES_PER_PIXEL) {
            throw new UnreadableImageException("the image is too large: " + width + " x " + height
                    + " pixels don't fit into Java's heap of " + (heap >> 20) + " MiB (-Xmx)");
        }
    }
}
