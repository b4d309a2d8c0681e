package dev.selfsame.image;

import java.util.Arrays;

/**
 * Gaussian blur by three box blurs along rows and three along columns (Gwosdek et al. 2011, "Theoretical Foundations
 * of Gaussian Convolution by Extended Box Filtering"), equal to Pillow's {@code ImageFilter.GaussianBlur} sample for
 * sample: each of the six passes rounds to 8 bits, edges repeat the last pixel. A sampled Gaussian differs from it by
 * several levels.
 *
 * <p>Any number of channels; each is blurred on its own.
 */
public final class BoxBlur {
    private static final int PASSES = 3;
    private static final int HALF = 1 << 23;

    private final int width;
    private final int height;
    private final int channels;
    private final int whole; // pixels to either side that count fully
    private final int full; // weights in fixed point, 24 bits after the point
    private final int part; // of one more pixel at each end
    private final int edge; // places at either end of a channel's row, where its last pixel is repeated
    /** Rows, all of the first channel and then all of the next; room for as many of a result; then for one at a time. */
    private final int[][] lines;

    private final WholeFloats floats;

    /**
     * For an image whose rows come by {@link #take}.
     *
     * @param sigma standard deviation in pixels, 0 to 10,000
     */
    BoxBlur(int width, int height, int channels, double sigma) {
        if (!(sigma >= 0 && sigma <= 1e4)) {
            throw new IllegalArgumentException("sigma must be between 0 and 10000, got " + sigma);
        }
        this.width = width;
        this.height = height;
        this.channels = channels;
        float radius = radius((float) sigma);
        this.whole = (int) radius;
        this.full = (int) ((1 << 24) / (radius * 2 + 1));
        this.part = ((1 << 24) - (whole * 2 + 1) * full) >>> 1;
        this.edge = whole + 1;
        this.floats = WholeFloats.of(width);
        this.lines = Scratch.lines(2 * height + 6, (width + 2 * edge) * channels);
    }

    /**
     * The image blurred.
     *
     * @param sigma standard deviation in pixels, at least 0; 0 gives an equal image
     */
    public static Pixels gaussian(Pixels image, double sigma) {
        try (Planes planes = Planes.of(image)) {
            planes.blur(sigma);
            return planes.toPixels();
        }
    }

    /** The box radius whose three passes have the Gaussian's variance; single precision as in Pillow. */
    private static float radius(float sigma) {
        float variance = sigma * sigma / PASSES;
        float boxLength = (float) Math.sqrt(12.0 * variance + 1.0);
        float whole = (float) Math.floor((boxLength - 1.0) / 2.0);
        float part = (2 * whole + 1) * (whole * (whole + 1) - 3 * variance);
        part /= 6 * (variance - (whole + 1) * (whole + 1));
        return whole + part;
    }

    /**
     * Takes a row and blurs along it.
     *
     * @param planes of each channel whole numbers from 0 to 255; what is taken is not what it was afterwards
     * @param at where the row begins in them
     */
    void take(float[][] planes, int at, int row) {
        int[] line = lines[2 * height];
        int[] result = lines[2 * height + 1];
        for (int c = 0; c < channels; c++) {
            floats.toInts(planes[c], at, line, first(c), width);
        }
        along(line, result);
        along(result, line);
        along(line, result);
        for (int c = 0; c < channels; c++) {
            System.arraycopy(result, first(c), lines[row], c * width, width);
        }
    }

    /** Blurs along the columns, when all rows have been taken. */
    void acrossRows() {
        across(0, height);
        across(height, 0);
        across(0, height);
    }

    /** Gives a row back. */
    void give(float[][] planes, int at, int row) {
        for (int c = 0; c < channels; c++) {
            floats.toFloats(lines[height + row], c * width, planes[c], at, width);
        }
    }

    private int first(int channel) {
        return channel * (width + 2 * edge) + edge;
    }

    /** One pass along a row of all channels. */
    private void along(int[] in, int[] out) {
        for (int c = 0; c < channels; c++) {
            int first = first(c);
            Arrays.fill(in, first - edge, first, in[first]);
            Arrays.fill(in, first + width, first + width + edge, in[first + width - 1]);
        }
        int length = (width + 2 * edge) * channels;
        int[] before = shifted(in, edge, length, lines[2 * height + 2]);
        int[] after = shifted(in, -edge, length, lines[2 * height + 3]);
        if (whole == 0) {
            weigh(in, before, after, out, length, full, part);
        } else if (whole == 1) {
            int[] left = shifted(in, 1, length, lines[2 * height + 4]);
            int[] right = shifted(in, -1, length, lines[2 * height + 5]);
            weigh(left, in, right, before, after, out, length, full, part);
        } else {
            int[] sums = lines[2 * height + 4];
            int sum = 0;
            for (int i = 0; i < length; i++) {
                sum += in[i];
                if (i > 2 * whole) {
                    sum -= in[i - 2 * whole - 1];
                }
                if (i >= whole) {
                    sums[i - whole] = sum;
                }
            }
            weigh(sums, before, after, out, length, full, part);
        }
    }

    private static int[] shifted(int[] in, int by, int length, int[] out) {
        System.arraycopy(in, Math.max(0, -by), out, Math.max(0, by), length - Math.abs(by));
        return out;
    }

    /** One pass across lines, which lie from one place on. */
    private void across(int from, int to) {
        int length = width * channels;
        if (whole > 1) {
            movingSum(from, to, length);
            return;
        }
        for (int i = 0; i < height; i++) {
            int[] in = line(from, i);
            int[] above = line(from, i - 1);
            int[] below = line(from, i + 1);
            if (whole == 0) {
                weigh(in, above, below, lines[to + i], length, full, part);
            } else {
                weigh(above, in, below, line(from, i - 2), line(from, i + 2), lines[to + i], length, full, part);
            }
        }
    }

    private void movingSum(int from, int to, int length) {
        int[] sums = lines[2 * height];
        for (int j = 0; j < length; j++) {
            sums[j] = lines[from][j] * (whole + 1);
        }
        for (int i = 0; i < whole; i++) {
            add(line(from, i), sums, length);
        }
        for (int i = 0; i < height; i++) {
            int[] leaving = line(from, i - whole - 1);
            int[] entering = line(from, i + whole);
            int[] beyond = line(from, i + whole + 1);
            move(leaving, entering, beyond, sums, lines[to + i], length, full, part);
        }
    }

    /** The row, or the first or last one where it lies outside. */
    private int[] line(int from, int row) {
        return lines[from + Math.max(0, Math.min(height - 1, row))];
    }

    private static void weigh(int[] sums, int[] before, int[] after, int[] out, int length, int full, int part) {
        for (int j = 0; j < length; j++) {
            out[j] = (sums[j] * full + (before[j] + after[j]) * part + HALF) >>> 24;
        }
    }

    private static void weigh(
            int[] left, int[] in, int[] right, int[] before, int[] after, int[] out, int length, int full, int part) {
        for (int j = 0; j < length; j++) {
            out[j] = ((left[j] + in[j] + right[j]) * full + (before[j] + after[j]) * part + HALF) >>> 24;
        }
    }

    private static void add(int[] line, int[] sums, int length) {
        for (int j = 0; j < length; j++) {
            sums[j] += line[j];
        }
    }

    private static void move(
            int[] leaving, int[] entering, int[] beyond, int[] sums, int[] out, int length, int full, int part) {
        for (int j = 0; j < length; j++) {
            int sum = sums[j] + entering[j] - leaving[j];
            sums[j] = sum;
            out[j] = (sum * full + (leaving[j] + beyond[j]) * part + HALF) >>> 24;
        }
    }
}
