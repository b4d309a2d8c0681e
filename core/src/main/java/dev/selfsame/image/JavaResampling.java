package dev.selfsame.image;

/**
 * Resizing that equals Pillow 9.4 sample for sample, with weights in fixed point. (Pillow 13 begins with the columns of tall
 * images, and comes out up to two levels off.)
 */
final class JavaResampling {
    private static final int HALF = 1 << (Weights.PRECISION - 1);

    private JavaResampling() {}

    static Pixels resized(Crop crop) {
        return resample(crop.image(), crop.x(), crop.y(), across(crop), down(crop));
    }

    static Planes resized(Crop crop, boolean flip) {
        Weights across = across(crop);
        Bands result =
                Bands.blank(crop.newWidth(), crop.newHeight(), crop.image().channels());
        resample(crop.image(), crop.x(), crop.y(), flip ? across.reversed() : across, down(crop), result::writeRow);
        return Planes.of(result);
    }

    /** Of a whole image only a rectangle of the result. */
    static Pixels cropOfResized(Crop whole, int x, int y, int width, int height) {
        Weights across = Weights.of(whole.width(), whole.newWidth(), x, width, whole.interpolation());
        Weights down = Weights.of(whole.height(), whole.newHeight(), y, height, whole.interpolation());
        return resample(whole.image(), 0, 0, across, down);
    }

    private static Weights across(Crop crop) {
        return Weights.of(crop.width(), crop.newWidth(), crop.interpolation());
    }

    private static Weights down(Crop crop) {
        return Weights.of(crop.height(), crop.newHeight(), crop.interpolation());
    }

    private static Pixels resample(Pixels image, int x, int y, Weights across, Weights down) {
        int channels = image.channels();
        int width = across.outputs;
        Pixels result = Pixels.blank(width, down.outputs, channels);
        byte[] out = result.data();
        resample(image, x, y, across, down, (row, values) -> {
            for (int c = 0; c < channels; c++) {
                Levels.toBytes(values, c * width, out, row * width * channels + c, channels, width);
            }
        });
        return result;
    }

    /** Takes the rows of a result, from the top: all of the first channel, then all of the next, not held to 0–255. */
    private interface Rows {
        void write(int row, int[] values);
    }

    private static void resample(Pixels image, int x, int y, Weights across, Weights down, Rows result) {
        int channels = image.channels();
        int length = across.outputs * channels;
        int rows = down.end() - down.begin();
        int[][] lines = Scratch.lines(rows + 1, length);
        for (int row = 0; row < rows; row++) {
            int start = ((y + down.begin() + row) * image.width() + x) * channels;
            if (channels == 3 && across.arePairs()) {
                pairsAlongRgb(image.data(), start, across, lines[row]);
            } else if (channels == 3) {
                alongRgb(image.data(), start, across, lines[row]);
            } else {
                along(image.data(), start, channels, across, lines[row]);
            }
        }
        int[] sums = lines[rows];
        for (int i = 0; i < down.outputs; i++) {
            int first = down.first[i] - down.begin();
            int weight = i * down.stride;
            int count = down.count[i];
            if (count == 2) {
                blend(lines[first], down.values[weight], lines[first + 1], down.values[weight + 1], sums, length);
            } else {
                begin(lines[first], down.values[weight], sums, length);
                for (int k = 1; k < count; k++) {
                    add(lines[first + k], down.values[weight + k], sums, length);
                }
                shift(sums, length);
            }
            result.write(i, sums);
        }
    }

    /** For {@link Weights#arePairs}. */
    private static void pairsAlongRgb(byte[] data, int start, Weights weights, int[] out) {
        int[] values = weights.values;
        int[] first = weights.first;
        int stride = weights.stride;
        int outputs = weights.outputs;
        for (int i = 0; i < outputs; i++) {
            int p = start + first[i] * 3;
            int w = values[i * stride];
            int v = values[i * stride + 1];
            out[i] = blend(data[p], w, data[p + 3], v);
            out[i + outputs] = blend(data[p + 1], w, data[p + 4], v);
            out[i + 2 * outputs] = blend(data[p + 2], w, data[p + 5], v);
        }
    }

    private static int blend(byte a, int weight, byte b, int other) {
        return ((a & 0xFF) * weight + (b & 0xFF) * other + HALF) >> Weights.PRECISION;
    }

    private static void alongRgb(byte[] data, int start, Weights weights, int[] out) {
        int[] values = weights.values;
        int[] first = weights.first;
        int[] count = weights.count;
        int stride = weights.stride;
        int outputs = weights.outputs;
        for (int i = 0; i < outputs; i++) {
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
            out[i] = clip(r);
            out[i + outputs] = clip(g);
            out[i + 2 * outputs] = clip(b);
        }
    }

    private static void along(byte[] data, int start, int channels, Weights weights, int[] out) {
        int outputs = weights.outputs;
        for (int i = 0; i < outputs; i++) {
            for (int channel = 0; channel < channels; channel++) {
                int sum = HALF;
                int p = start + weights.first[i] * channels + channel;
                for (int k = 0; k < weights.count[i]; k++, p += channels) {
                    sum += (data[p] & 0xFF) * weights.values[i * weights.stride + k];
                }
                out[i + channel * outputs] = clip(sum);
            }
        }
    }

    private static void blend(int[] a, int weight, int[] b, int other, int[] out, int length) {
        for (int j = 0; j < length; j++) {
            out[j] = (a[j] * weight + b[j] * other + HALF) >> Weights.PRECISION;
        }
    }

    private static void begin(int[] line, int weight, int[] sums, int length) {
        for (int j = 0; j < length; j++) {
            sums[j] = line[j] * weight + HALF;
        }
    }

    private static void add(int[] line, int weight, int[] sums, int length) {
        for (int j = 0; j < length; j++) {
            sums[j] += line[j] * weight;
        }
    }

    private static void shift(int[] sums, int length) {
        for (int j = 0; j < length; j++) {
            sums[j] >>= Weights.PRECISION;
        }
    }

    private static int clip(int sum) {
        return Levels.clip(sum >> Weights.PRECISION);
    }
}
