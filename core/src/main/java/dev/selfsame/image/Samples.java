package dev.selfsame.image;

import java.util.Objects;

/**
 * An image as it is, of any number of channels and any range of values: 32-bit floats, one channel after the other,
 * each row-major: {@code [channels, height, width]}. Whole numbers of up to 24 bits are exact. All samples are finite.
 *
 * <p>The size never changes; {@link #data()} is the live array, so whoever writes into it owns the image. Operations of
 * this package leave their argument alone, and may return it where nothing changes.
 */
public final class Samples implements Picture {
    /** The most samples that an image is decoded to: 400 MB of floats. */
    static final int MOST = 100_000_000;

    /** Bytes of the heap that a decoder may need for a sample, with some to spare: as a double, and as a float. */
    private static final int BYTES_PER_SAMPLE = 16;

    private final int width;
    private final int height;
    private final int channels;
    private final float[] data;

    private Samples(int width, int height, int channels, float[] data) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.data = data;
    }

    /**
     * An image over an array, which is not copied.
     *
     * @param width pixels in a row, at least 1
     * @param height rows, at least 1
     * @param channels samples of a pixel, at least 1
     * @param data {@code channels * height * width} finite samples
     */
    public static Samples of(int width, int height, int channels, float[] data) {
        int length = Pixels.length(width, height, channels);
        if (data.length != length) {
            throw new IllegalArgumentException("an image of " + width + " x " + height + " with " + channels
                    + " channels has " + length + " samples, got " + data.length);
        }
        return new Samples(width, height, channels, data);
    }

    /** An image of zeros. */
    public static Samples blank(int width, int height, int channels) {
        return new Samples(width, height, channels, new float[Pixels.length(width, height, channels)]);
    }

    /** The levels of an 8-bit image, 0 to 255. */
    public static Samples of(Pixels image) {
        int channels = image.channels();
        byte[] in = image.data();
        int size = in.length / channels;
        Samples result = blank(image.width(), image.height(), channels);
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < size; i++) {
                result.data[c * size + i] = in[i * channels + c] & 0xFF;
            }
        }
        return result;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public long bytes() {
        return (long) data.length * Float.BYTES;
    }

    /** The samples themselves, not a copy. */
    public float[] data() {
        return data;
    }

    /** Samples of one channel: where channel {@code c} begins in {@link #data()}, over {@code c}. */
    public int size() {
        return width * height;
    }

    /**
     * One sample.
     *
     * @param x column, from the left
     * @param y row, from the top
     * @param channel which sample of the pixel
     */
    public float sample(int x, int y, int channel) {
        Objects.checkIndex(x, width);
        Objects.checkIndex(y, height);
        Objects.checkIndex(channel, channels);
        return data[(channel * height + y) * width + x];
    }

    /**
     * Refuses what is too large, before memory is taken for it.
     *
     * @param width as a header has it
     * @param height as a header has it
     * @param channels as a header has it
     * @param options the most pixels
     */
    static void checkSize(long width, long height, long channels, DecodeOptions options)
            throws UnreadableImageException {
        options.checkSize(width, height);
        if (channels < 1 || channels > MOST || width * height > MOST / channels) {
            throw new UnreadableImageException("the image is too large: " + width + " x " + height + " with " + channels
                    + " channels, more than " + MOST + " samples are not decoded");
        }
        long heap = Runtime.getRuntime().maxMemory();
        if (width * height * channels > heap / BYTES_PER_SAMPLE) {
            throw new UnreadableImageException("the image is too large: " + width + " x " + height + " pixels of "
                    + channels + " channels don't fit into Java's heap of " + (heap >> 20) + " MiB (-Xmx)");
        }
    }

    /** Refuses an image with samples that are no number: statistics and gradients would be none either. */
    Samples checkFinite() throws UnreadableImageException {
        int first = -1;
        int count = 0;
        for (int i = data.length - 1; i >= 0; i--) {
            if (!Float.isFinite(data[i])) {
                first = i;
                count++;
            }
        }
        if (count == 0) {
            return this;
        }
        int at = first % size();
        throw new UnreadableImageException((Float.isNaN(data[first]) ? "NaN" : "an infinite sample") + " in row "
                + at / width + ", column " + at % width + " of channel " + first / size() + ", " + count
                + " in all: put a number there, such as the channel's mean");
    }

    @Override
    public String toString() {
        return "Samples[" + width + " x " + height + ", " + channels + " channels]";
    }
}
