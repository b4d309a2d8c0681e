package dev.selfsame.image;

import java.util.Arrays;

/**
 * Resizing, anti-aliased, equal to {@code Image.resize} of Pillow 9.4 sample for sample: the filter is stretched by the
 * factor of shrinking; rows first, then columns (Pillow 13 begins with the columns of tall images, and comes out up to two
 * levels off), each pass rounding to 8 bits; weights in fixed point.
 *
 * <p>Any number of channels; each is resampled on its own.
 */
public final class Resampling {
    private static final int HALF = 1 << (Weights.PRECISION - 1);

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
        Weights across = weights(width, newWidth, 0, newWidth, interpolation);
        Weights down = weights(height, newHeight, 0, newHeight, interpolation);
        return resample(image, x, y, across, down);
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
        Weights across = weights(image.width(), newWidth, x, width, interpolation);
        Weights down = weights(image.height(), newHeight, y, height, interpolation);
        return resample(image, 0, 0, across, down);
    }

    private static void checkSize(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("the new size must be at least 1, got " + width + " x " + height);
        }
    }

    private static Weights weights(int inputs, int outputs, int from, int wanted, Interpolation interpolation) {
        return inputs == outputs
                ? Weights.none(from, wanted)
                : Weights.of(inputs, outputs, from, wanted, interpolation);
    }

    private static Pixels resample(Pixels image, int x, int y, Weights across, Weights down) {
        int channels = image.channels();
        Pixels result = Pixels.blank(across.outputs, down.outputs, channels);
        int length = across.outputs * channels;
        int rows = down.end() - down.begin();
        int[][] lines = Scratch.lines(rows + 1, length);
        for (int row = 0; row < rows; row++) {
            int start = ((y + down.begin() + row) * image.width() + x) * channels;
            if (channels == 3) {
                alongRgb(image.data(), start, across, lines[row]);
            } else {
                along(image.data(), start, channels, across, lines[row]);
            }
        }
        int[] sums = lines[rows];
        for (int i = 0; i < down.outputs; i++) {
            Arrays.fill(sums, 0, length, HALF);
            for (int k = 0; k < down.count[i]; k++) {
                add(lines[down.first[i] - down.begin() + k], down.values[i * down.stride + k], sums, length);
            }
            store(sums, length, result.data(), i * length);
        }
        return result;
    }

    private static void alongRgb(byte[] data, int start, Weights weights, int[] out) {
        int[] values = weights.values;
        int[] first = weights.first;
        int[] count = weights.count;
        int stride = weights.stride;
        for (int i = 0, o = 0; i < weights.outputs; i++, o += 3) {
            int r = HALF;
            int g = HALF;
            int b = HALF;
            int p = start + first[i] * 3;
            int begin = i * stride;
            int end = begin + count[i];
            for (int k = begin; k < end; k++, p += 3) {
                int w = values[k];
                r += (data[p] & 0xFF) * w;
                g += (data[p + 1] & 0xFF) * w;
                b += (data[p + 2] & 0xFF) * w;
            }
            out[o] = clip(r);
            out[o + 1] = clip(g);
            out[o + 2] = clip(b);
        }
    }

    private static void along(byte[] data, int start, int channels, Weights weights, int[] out) {
        for (int i = 0, o = 0; i < weights.outputs; i++) {
            for (int channel = 0; channel < channels; channel++) {
                int sum = HALF;
                int p = start + weights.first[i] * channels + channel;
                for (int k = 0; k < weights.count[i]; k++, p += channels) {
                    sum += (data[p] & 0xFF) * weights.values[i * weights.stride + k];
                }
                out[o++] = clip(sum);
            }
        }
    }

    private static void add(int[] line, int weight, int[] sums, int length) {
        for (int j = 0; j < length; j++) {
            sums[j] += line[j] * weight;
        }
    }

    private static void store(int[] sums, int length, byte[] out, int at) {
        for (int j = 0; j < length; j++) {
            out[at + j] = (byte) clip(sums[j]);
        }
    }

    private static int clip(int sum) {
        return Math.max(0, Math.min(255, sum >> Weights.PRECISION));
    }
}
