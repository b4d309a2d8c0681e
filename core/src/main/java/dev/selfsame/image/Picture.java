package dev.selfsame.image;

/**
 * A decoded image: {@link Pixels} for 8-bit images, {@link Samples} for images as they are. Both hold their values in
 * one array and know their size.
 */
public sealed interface Picture permits Pixels, Samples {
    /** Pixels in a row. */
    int width();

    /** Rows. */
    int height();

    /** Samples of a pixel. */
    int channels();

    /** Memory that the samples take, in bytes. */
    long bytes();

    /**
     * The image that this shows all of: this itself, or a larger one where this was decoded smaller. Whatever is drawn at
     * random by the size of an image is drawn by that of the original, and comes out the same however it was decoded.
     */
    default Original original() {
        return new Original(width(), height(), 1, 0, 0);
    }
}
