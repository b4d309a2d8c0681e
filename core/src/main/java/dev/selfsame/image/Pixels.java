package dev.selfsame.image;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Unsigned 8-bit samples of an image, interleaved and row-major: {@code [height, width, channels]}. The size never
 * changes; {@link #data()} is the live array, so whoever writes into it owns the image.
 *
 * <p>Operations of this package read their argument and return a new image (or the argument itself where nothing
 * changes); none of them writes into its argument.
 */
public final class Pixels implements Picture {
    private final int width;
    private final int height;
    private final int channels;
    private final byte[] data;
    /** Null for an image that is its own original. */
    private final @Nullable Original original;

    private Pixels(int width, int height, int channels, byte[] data, @Nullable Original original) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.data = data;
        this.original = original;
    }

    /**
     * An image over an array, which is not copied.
     *
     * @param width pixels in a row, at least 1
     * @param height rows, at least 1
     * @param channels samples of a pixel, at least 1
     * @param data {@code height * width * channels} samples
     */
    public static Pixels of(int width, int height, int channels, byte[] data) {
        int length = length(width, height, channels);
        if (data.length != length) {
            throw new IllegalArgumentException("an image of " + width + " x " + height + " with " + channels
                    + " channels has " + length + " samples, got " + data.length);
        }
        return new Pixels(width, height, channels, data, null);
    }

    /** An image of zeros. */
    public static Pixels blank(int width, int height, int channels) {
        return new Pixels(width, height, channels, new byte[length(width, height, channels)], null);
    }

    /**
     * The same samples as those of a larger image that was decoded smaller; they are not copied.
     *
     * @throws IllegalArgumentException if the image at that size has not as many columns and rows as this
     */
    public Pixels showing(Original larger) {
        if (!larger.isShownIn(width, height)) {
            throw new IllegalArgumentException(this + " doesn't show " + larger);
        }
        return new Pixels(width, height, channels, data, larger);
    }

    /** The same samples as an image of their own, whatever they were decoded from; they are not copied. */
    Pixels byThemselves() {
        return original == null ? this : new Pixels(width, height, channels, data, null);
    }

    /** Samples of an image, checked to fit into an array. */
    static int length(int width, int height, int channels) {
        if (width < 1 || height < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "width, height and channels must be at least 1, got " + width + ", " + height + " and " + channels);
        }
        long length = (long) width * height;
        if (length > Integer.MAX_VALUE / channels) {
            throw new IllegalArgumentException("an image of " + width + " x " + height + " with " + channels
                    + " channels does not fit into an array");
        }
        return (int) length * channels;
    }

    /** Pixels in a row. */
    @Override
    public int width() {
        return width;
    }

    /** Rows. */
    @Override
    public int height() {
        return height;
    }

    /** Samples of a pixel: 3 for RGB. */
    @Override
    public int channels() {
        return channels;
    }

    @Override
    public long bytes() {
        return data.length;
    }

    @Override
    public Original original() {
        return original == null ? Picture.super.original() : original;
    }

    /** The samples themselves, not a copy. */
    public byte[] data() {
        return data;
    }

    /**
     * One sample, 0 to 255.
     *
     * @param x column, from the left
     * @param y row, from the top
     * @param channel which sample of the pixel
     */
    public int sample(int x, int y, int channel) {
        Objects.checkIndex(x, width);
        Objects.checkIndex(y, height);
        Objects.checkIndex(channel, channels);
        return data[(y * width + x) * channels + channel] & 0xFF;
    }

    @Override
    public String toString() {
        return "Pixels[" + width + " x " + height + ", " + channels + " channels]";
    }
}
