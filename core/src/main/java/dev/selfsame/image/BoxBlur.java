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

    private BoxBlur() {}

    /**
     * The image blurred.
     *
     * @param sigma standard deviation in pixels, at least 0; 0 gives an equal image
     */
    public static Pixels gaussian(Pixels image, double sigma) {
        if (!(sigma >= 0 && sigma <= 1e4)) {
            throw new IllegalArgumentException("sigma must be between 0 and 10000, got " + sigma);
        }
        int width = image.width();
        int height = image.height();
        int channels = image.channels();
        int longest = Math.max(width, height);
        Box box = new Box(radius((float) sigma), Scratch.lines(2 * longest + 1, longest * channels));
        turn(image, box.lines); // columns become lines, so that both directions run along whole lines
        box.blur(width, height * channels);
        turnBack(box.lines, width, height, channels);
        box.blur(height, width * channels);
        Pixels result = Pixels.blank(width, height, channels);
        byte[] out = result.data();
        for (int y = 0, o = 0; y < height; y++) {
            int[] line = box.lines[height + y];
            for (int j = 0; j < width * channels; j++) {
                out[o++] = (byte) line[j];
            }
        }
        return result;
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

    /** Bytes [H, W, C] to lines [W], [H, C]. */
    private static void turn(Pixels image, int[][] lines) {
        byte[] in = image.data();
        int channels = image.channels();
        for (int y = 0, from = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                for (int c = 0; c < channels; c++) {
                    lines[x][y * channels + c] = in[from++] & 0xFF;
                }
            }
        }
    }

    /** Lines [W], [H, C] that begin at {@code width} to lines [H], [W, C] that begin at 0. */
    private static void turnBack(int[][] lines, int width, int height, int channels) {
        int[][] turned = new int[width][];
        for (int x = 0; x < width; x++) {
            turned[x] = Arrays.copyOf(lines[width + x], height * channels);
        }
        for (int y = 0; y < height; y++) {
            int[] line = lines[y];
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    line[x * channels + c] = turned[x][y * channels + c];
                }
            }
        }
    }

    /** A moving sum over lines: whole pixels within the radius count fully, one more at each end counts by the rest. */
    private static final class Box {
        private final int whole;
        private final int full; // weights in fixed point, 24 bits after the point
        private final int part;
        private final int[][] lines;

        /**
         * @param lines the lines, then room for as many of the result, then for one of sums
         */
        Box(float radius, int[][] lines) {
            this.whole = (int) radius;
            this.full = (int) ((1 << 24) / (radius * 2 + 1));
            this.part = ((1 << 24) - (whole * 2 + 1) * full) >>> 1;
            this.lines = lines;
        }

        /** Three passes over the first {@code count} lines, blurring across them; the result is in the lines after. */
        void blur(int count, int length) {
            for (int pass = 0; pass < PASSES; pass++) {
                pass(count, length, pass % 2 == 0 ? 0 : count, pass % 2 == 0 ? count : 0);
            }
        }

        private void pass(int count, int length, int from, int to) {
            int[] sums = lines[2 * count];
            int last = from + count - 1;
            for (int j = 0; j < length; j++) {
                sums[j] = lines[from][j] * (whole + 1);
            }
            for (int i = 0; i < whole; i++) {
                add(lines[Math.min(from + i, last)], sums, length);
            }
            for (int i = from; i <= last; i++) {
                int[] leaving = lines[Math.max(from, i - whole - 1)];
                int[] entering = lines[Math.min(last, i + whole)];
                int[] beyond = lines[Math.min(last, i + whole + 1)];
                move(leaving, entering, beyond, sums, lines[i - from + to], length, full, part);
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
}
