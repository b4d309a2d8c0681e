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
}
