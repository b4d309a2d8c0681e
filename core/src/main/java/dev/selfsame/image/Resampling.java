package dev.selfsame.image;

import java.util.Arrays;

/**
 * Resizing, anti-aliased, equal to Pillow's {@code Image.resize} sample for sample: the filter is stretched by the
 * factor of shrinking; rows first, then columns, each pass rounding to 8 bits; weights in fixed point with 22 bits
 * after the point.
 *
 * <p>Any number of channels; each is resampled on its own.
 */
public final class Resampling {
    private static final int PRECISION = 32 - 8 - 2;
    private static final int HALF = 1 << (PRECISION - 1);

    private Resampling() {}

    /** The image at another size; the image itself if it has that size already. */
    public static Pixels resize(Pixels image, int width, int height, Interpolation interpolation) {
        return resizedCrop(image, 0, 0, image.width(), image.height(), width, height, interpolation);
    }

    /**
     * A rectangle of the image at another size, as if it were cut out first: pixels outside it play no part.
     *
     * @param x left edge of the rectangle
     * @param y top edge of the rectangle
     * @param width width of the rectangle
     * @param height height of the rectangle
     * @param newWidth width of the result
     * @param newHeight height of the result
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
        if (newWidth == width && newHeight == height) {
            return Geometry.crop(image, x, y, width, height);
        }
        Pixels result = Pixels.blank(newWidth, newHeight, image.channels());
        int row = newWidth * image.channels();
        int[] scratch = Scratch.ints(Math.multiplyExact(row, height + 1));
        if (newWidth == width) {
            widen(image, x, y, width, height, scratch);
        } else {
            alongRows(image, x, y, height, Weights.of(width, newWidth, interpolation), scratch);
        }
        if (newHeight == height) {
            narrow(scratch, result.data());
        } else {
            alongColumns(scratch, row, height, Weights.of(height, newHeight, interpolation), result.data());
        }
        return result;
    }

    private static void alongRows(Pixels image, int x, int y, int height, Weights weights, int[] out) {
        byte[] data = image.data();
        int channels = image.channels();
        int o = 0;
        for (int line = y; line < y + height; line++) {
            int start = (line * image.width() + x) * channels;
            if (channels == 3) {
                threeChannels(data, start, weights, out, o);
            } else {
                anyChannels(data, start, channels, weights, out, o);
            }
            o += weights.outputs * channels;
        }
    }

    private static void threeChannels(byte[] data, int start, Weights weights, int[] out, int o) {
        int[] values = weights.values;
        int[] first = weights.first;
        int[] count = weights.count;
        for (int i = 0, k0 = 0; i < weights.outputs; i++, k0 += weights.stride) {
            int a = HALF;
            int b = HALF;
            int c = HALF;
            int p = start + first[i] * 3;
            for (int k = k0; k < k0 + count[i]; k++, p += 3) {
                int w = values[k];
                a += (data[p] & 0xFF) * w;
                b += (data[p + 1] & 0xFF) * w;
                c += (data[p + 2] & 0xFF) * w;
            }
            out[o++] = clip(a);
            out[o++] = clip(b);
            out[o++] = clip(c);
        }
    }

    private static void anyChannels(byte[] data, int start, int channels, Weights weights, int[] out, int o) {
        for (int i = 0, k0 = 0; i < weights.outputs; i++, k0 += weights.stride) {
            for (int channel = 0; channel < channels; channel++) {
                int sum = HALF;
                int p = start + weights.first[i] * channels + channel;
                for (int k = k0; k < k0 + weights.count[i]; k++, p += channels) {
                    sum += (data[p] & 0xFF) * weights.values[k];
                }
                out[o++] = clip(sum);
            }
        }
    }

    /** {@code in} holds the rows and, after them, room for one more, where sums are gathered. */
    private static void alongColumns(int[] in, int row, int rows, Weights weights, byte[] out) {
        int sums = rows * row;
        for (int i = 0, k0 = 0, o = 0; i < weights.outputs; i++, k0 += weights.stride) {
            Arrays.fill(in, sums, sums + row, HALF);
            for (int k = 0; k < weights.count[i]; k++) {
                int w = weights.values[k0 + k];
                int from = (weights.first[i] + k) * row;
                for (int j = 0; j < row; j++) {
                    in[sums + j] += in[from + j] * w;
                }
            }
            for (int j = 0; j < row; j++) {
                out[o++] = (byte) clip(in[sums + j]);
            }
        }
    }

    private static int clip(int sum) {
        return Math.max(0, Math.min(255, sum >> PRECISION));
    }

    private static void widen(Pixels image, int x, int y, int width, int height, int[] out) {
        byte[] data = image.data();
        int channels = image.channels();
        int o = 0;
        for (int line = y; line < y + height; line++) {
            int p = (line * image.width() + x) * channels;
            for (int end = p + width * channels; p < end; p++) {
                out[o++] = data[p] & 0xFF;
            }
        }
    }

    private static void narrow(int[] in, byte[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) in[i];
        }
    }

    /** For each output, which inputs it is made of and with what weights. */
    private static final class Weights {
        final int outputs;
        final int stride;
        final int[] first;
        final int[] count;
        final int[] values;

        private Weights(int outputs, int stride) {
            this.outputs = outputs;
            this.stride = stride;
            this.first = new int[outputs];
            this.count = new int[outputs];
            this.values = new int[outputs * stride];
        }

        static Weights of(int inputs, int outputs, Interpolation interpolation) {
            double scale = (double) inputs / outputs;
            double stretch = Math.max(scale, 1);
            double support = interpolation.support * stretch;
            Weights weights = new Weights(outputs, (int) Math.ceil(support) * 2 + 1);
            double[] row = new double[weights.stride];
            for (int i = 0; i < outputs; i++) {
                double centre = (i + 0.5) * scale;
                int from = Math.max(0, (int) (centre - support + 0.5));
                int to = Math.min(inputs, (int) (centre + support + 0.5));
                double sum = 0;
                for (int k = from; k < to; k++) {
                    row[k - from] = interpolation.weight((k - centre + 0.5) * (1 / stretch));
                    sum += row[k - from];
                }
                weights.first[i] = from;
                weights.count[i] = to - from;
                for (int k = 0; k < to - from; k++) {
                    double share = (sum == 0 ? row[k] : row[k] / sum) * (1 << PRECISION);
                    weights.values[i * weights.stride + k] = (int) (share < 0 ? share - 0.5 : share + 0.5);
                }
            }
            return weights;
        }
    }
}
