package dev.selfsame.image;

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
        float radius = radius((float) sigma);
        int width = image.width();
        int height = image.height();
        int channels = image.channels();
        Pixels result = Pixels.blank(width, height, channels);
        int length = result.data().length;
        int longest = Math.max(width, height) * channels;
        int[] scratch = Scratch.ints(Math.addExact(Math.multiplyExact(2, length), longest));
        Box box = new Box(radius, scratch, length);
        turnIn(image, scratch); // columns become lines, so that both directions run along whole lines
        box.blur(width, height * channels);
        turnBack(scratch, length, width, height, channels);
        box.blur(height, width * channels);
        byte[] out = result.data();
        for (int i = 0; i < length; i++) {
            out[i] = (byte) scratch[length + i];
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

    /** [H, W, C] bytes to [W, H, C] levels at 0. */
    private static void turnIn(Pixels image, int[] out) {
        byte[] in = image.data();
        int channels = image.channels();
        int step = image.height() * channels;
        int from = 0;
        for (int y = 0; y < image.height(); y++) {
            int to = y * channels;
            for (int x = 0; x < image.width(); x++, to += step) {
                for (int c = 0; c < channels; c++) {
                    out[to + c] = in[from++] & 0xFF;
                }
            }
        }
    }

    /** [W, H, C] levels at {@code from} to [H, W, C] levels at 0. */
    private static void turnBack(int[] levels, int from, int width, int height, int channels) {
        int step = width * channels;
        for (int x = 0; x < width; x++) {
            int to = x * channels;
            for (int y = 0; y < height; y++, to += step) {
                for (int c = 0; c < channels; c++) {
                    levels[to + c] = levels[from++];
                }
            }
        }
    }

    /**
     * A moving sum over lines: whole pixels within the radius count fully, one more at each end counts by the rest.
     */
    private static final class Box {
        private final int whole;
        private final int full; // weights in fixed point, 24 bits after the point
        private final int part;
        private final int[] levels;
        private final int half;

        /**
         * @param levels the lines at 0, as much room for the result of a pass at {@code half}, then room for the sums
         */
        Box(float radius, int[] levels, int half) {
            this.whole = (int) radius;
            this.full = (int) ((1 << 24) / (radius * 2 + 1));
            this.part = ((1 << 24) - (whole * 2 + 1) * full) >>> 1;
            this.levels = levels;
            this.half = half;
        }

        /**
         * Three passes over {@code lines} lines of {@code length} levels, blurring across the lines: from 0 to
         * {@code half}, back, and to {@code half} again.
         */
        void blur(int lines, int length) {
            for (int pass = 0, from = 0; pass < PASSES; pass++, from = half - from) {
                pass(lines, length, from, half - from);
            }
        }

        private void pass(int lines, int length, int from, int to) {
            int sums = 2 * half;
            int last = lines - 1;
            for (int j = 0; j < length; j++) {
                levels[sums + j] = levels[from + j] * (whole + 1);
            }
            for (int i = 0; i < whole; i++) {
                add(from + Math.min(i, last) * length, sums, length);
            }
            for (int i = 0; i < lines; i++) {
                int leaving = from + Math.max(0, i - whole - 1) * length;
                int entering = from + Math.min(last, i + whole) * length;
                int beyond = from + Math.min(last, i + whole + 1) * length;
                move(leaving, entering, beyond, sums, to + i * length, length);
            }
        }

        private void add(int from, int sums, int length) {
            for (int j = 0; j < length; j++) {
                levels[sums + j] += levels[from + j];
            }
        }

        private void move(int leaving, int entering, int beyond, int sums, int to, int length) {
            int[] levels = this.levels;
            int full = this.full;
            int part = this.part;
            for (int j = 0; j < length; j++) {
                int left = levels[leaving + j];
                int sum = levels[sums + j] + levels[entering + j] - left;
                levels[sums + j] = sum;
                levels[to + j] = (sum * full + (left + levels[beyond + j]) * part + HALF) >>> 24;
            }
        }
    }
}
