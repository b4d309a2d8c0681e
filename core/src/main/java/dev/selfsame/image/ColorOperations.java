package dev.selfsame.image;

import java.util.function.IntUnaryOperator;

/**
 * Changes of colour on 8-bit samples, each equal to what torchvision does to a Pillow image, rounding included:
 * results of a blend are cut off towards zero and held to 0–255.
 *
 * <p>{@link #brightness} and {@link #solarize} take any number of channels; the rest know RGB only and refuse others.
 */
public final class ColorOperations {
    // ITU-R 601 luma in fixed point with 16 bits after the point, as Pillow has it
    private static final int RED = 19595;
    private static final int GREEN = 38470;
    private static final int BLUE = 7471;
    private static final int HALF = 1 << 15;

    private ColorOperations() {}

    /**
     * A blend of black and the image.
     *
     * @param factor at least 0: 0 is black, 1 the image
     */
    public static Pixels brightness(Pixels image, double factor) {
        checkFactor("brightness", factor);
        return factor == 1 ? image : map(image, v -> blend(0, v, (float) factor));
    }

    /**
     * A blend of an even grey, the rounded mean of the grey image, and the image.
     *
     * @param image RGB
     * @param factor at least 0: 0 is the even grey, 1 the image
     */
    public static Pixels contrast(Pixels image, double factor) {
        checkFactor("contrast", factor);
        checkRgb("contrast", image);
        if (factor == 1) {
            return image;
        }
        int mean = meanLuma(image);
        return map(image, v -> blend(mean, v, (float) factor));
    }

    /**
     * A blend of the grey image and the image.
     *
     * @param image RGB
     * @param factor at least 0: 0 is grey, 1 the image
     */
    public static Pixels saturation(Pixels image, double factor) {
        checkFactor("saturation", factor);
        checkRgb("saturation", image);
        if (factor == 1) {
            return image;
        }
        float alpha = (float) factor;
        byte[] in = image.data();
        Pixels result = Pixels.blank(image.width(), image.height(), 3);
        byte[] out = result.data();
        for (int i = 0; i < in.length; i += 3) {
            int r = in[i] & 0xFF;
            int g = in[i + 1] & 0xFF;
            int b = in[i + 2] & 0xFF;
            int grey = luma(r, g, b);
            out[i] = (byte) blend(grey, r, alpha);
            out[i + 1] = (byte) blend(grey, g, alpha);
            out[i + 2] = (byte) blend(grey, b, alpha);
        }
        return result;
    }

    /**
     * The hue turned, through Pillow's 8-bit HSV: the hue of each pixel is one of 256 steps and the shift is cut off
     * to whole steps. The way to HSV and back alone changes samples by a few levels, so a shift of 0 does too.
     *
     * @param image RGB
     * @param shift −0.5 to 0.5 of the circle
     */
    public static Pixels hue(Pixels image, double shift) {
        if (!(shift >= -0.5 && shift <= 0.5)) {
            throw new IllegalArgumentException("the hue's shift must be between -0.5 and 0.5, got " + shift);
        }
        checkRgb("hue", image);
        Pixels result = Pixels.blank(image.width(), image.height(), 3);
        Hsv.turn(image.data(), (int) (shift * 255), result.data());
        return result;
    }

    /**
     * The luma of each pixel (ITU-R 601), in all three channels.
     *
     * @param image RGB
     */
    public static Pixels grayscale(Pixels image) {
        checkRgb("grayscale", image);
        byte[] in = image.data();
        Pixels result = Pixels.blank(image.width(), image.height(), 3);
        byte[] out = result.data();
        for (int i = 0; i < in.length; i += 3) {
            byte grey = (byte) luma(in[i] & 0xFF, in[i + 1] & 0xFF, in[i + 2] & 0xFF);
            out[i] = grey;
            out[i + 1] = grey;
            out[i + 2] = grey;
        }
        return result;
    }

    /**
     * Samples of at least the threshold inverted.
     *
     * @param threshold 0 (all) to 256 (none)
     */
    public static Pixels solarize(Pixels image, int threshold) {
        if (threshold < 0 || threshold > 256) {
            throw new IllegalArgumentException("threshold must be between 0 and 256, got " + threshold);
        }
        return map(image, v -> v >= threshold ? 255 - v : v);
    }

    private static Pixels map(Pixels image, IntUnaryOperator operation) {
        byte[] table = new byte[256];
        for (int v = 0; v < 256; v++) {
            table[v] = (byte) operation.applyAsInt(v);
        }
        byte[] in = image.data();
        Pixels result = Pixels.blank(image.width(), image.height(), image.channels());
        byte[] out = result.data();
        for (int i = 0; i < in.length; i++) {
            out[i] = table[in[i] & 0xFF];
        }
        return result;
    }

    /** {@code from} at alpha 0, {@code to} at alpha 1, beyond it at more; cut off towards zero and held to 0–255. */
    private static int blend(int from, int to, float alpha) {
        return Math.max(0, Math.min(255, (int) (from + alpha * (to - from))));
    }

    private static int luma(int r, int g, int b) {
        return (r * RED + g * GREEN + b * BLUE + HALF) >> 16;
    }

    private static int meanLuma(Pixels image) {
        byte[] in = image.data();
        long sum = 0;
        for (int i = 0; i < in.length; i += 3) {
            sum += luma(in[i] & 0xFF, in[i + 1] & 0xFF, in[i + 2] & 0xFF);
        }
        int pixels = in.length / 3;
        return (int) ((double) sum / pixels + 0.5);
    }

    private static void checkFactor(String name, double factor) {
        if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the factor of " + name + " must be finite and at least 0, got " + factor);
        }
    }

    private static void checkRgb(String name, Pixels image) {
        if (image.channels() != 3) {
            throw new IllegalArgumentException(name + " needs an RGB image of 3 channels, got " + image.channels());
        }
    }
}
