package dev.selfsame.image;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * An image whose colours are being changed: for each channel an array of floats, which hold whole numbers from 0 to 255.
 * Each change equals what torchvision does to a Pillow image, rounding included: results of a blend are cut off towards
 * zero and held to 0–255.
 *
 * <p>Changes are put off and then made together, a few rows of the image at a time, so that these stay in the
 * processor's first cache; the loops are such that Java's compiler uses vector instructions. {@link #brightness},
 * {@link #solarize} and {@link #blur} take any number of channels; the rest know RGB only and refuse others.
 *
 * <p>For one thread. {@link #close} gives the memory to the next image of this thread.
 */
public final class Planes implements AutoCloseable {
    /** A factor that takes every blend to 0 or 255, unless both ends are equal; beyond it numbers would lose places. */
    private static final double LARGEST_FACTOR = 8192;

    private final Bands bands;

    private Planes(Bands bands) {
        this.bands = bands;
    }

    /** An image to be changed. It is read when it is first needed, and must stay as it is until then. */
    public static Planes of(Pixels image) {
        return new Planes(Bands.of(image));
    }

    /** An image in bands, which are closed with it. */
    static Planes of(Bands bands) {
        return new Planes(bands);
    }

    /** Pixels in a row. */
    public int width() {
        return bands.width;
    }

    /** Rows. */
    public int height() {
        return bands.height;
    }

    /** Samples of a pixel: 3 for RGB. */
    public int channels() {
        return bands.channels;
    }

    /**
     * A blend of black and the image.
     *
     * @param factor at least 0: 0 is black, 1 the image
     */
    public void brightness(double factor) {
        float alpha = alpha("brightness", factor);
        if (alpha == 1) {
            return;
        }
        bands.add((band, scratch) -> {
            for (float[] plane : band.planes) {
                PlaneLoops.brighten(plane, band.pixels, alpha);
            }
        });
    }

    /**
     * A blend of an even grey, the rounded mean of the grey image, and the image. RGB.
     *
     * @param factor at least 0: 0 is the even grey, 1 the image
     */
    public void contrast(double factor) {
        float alpha = alpha("contrast", factor);
        checkRgb("contrast");
        if (alpha == 1) {
            return;
        }
        LevelSum sum = new LevelSum(bands.longest());
        bands.makeAll((band, scratch) -> {
            luma(band, scratch[0]);
            sum.add(scratch[0], band.pixels);
        });
        int mean = (int) ((double) sum.total() / ((long) bands.width * bands.height) + 0.5);
        bands.add((band, scratch) -> {
            for (float[] plane : band.planes) {
                PlaneLoops.blend(mean, plane, band.pixels, alpha);
            }
        });
    }

    /**
     * A blend of the grey image and the image. RGB.
     *
     * @param factor at least 0: 0 is grey, 1 the image
     */
    public void saturation(double factor) {
        float alpha = alpha("saturation", factor);
        checkRgb("saturation");
        if (alpha == 1) {
            return;
        }
        bands.add((band, scratch) -> {
            luma(band, scratch[0]);
            for (float[] plane : band.planes) {
                PlaneLoops.blend(scratch[0], plane, band.pixels, alpha);
            }
        });
    }

    /**
     * The hue turned, through Pillow's 8-bit HSV: the hue of each pixel is one of 256 steps and the shift is cut off
     * to whole steps. The way to HSV and back alone changes samples by a few levels, so a shift of 0 does too. RGB.
     *
     * @param shift −0.5 to 0.5 of the circle
     */
    public void hue(double shift) {
        if (!(shift >= -0.5 && shift <= 0.5)) {
            throw new IllegalArgumentException("the hue's shift must be between -0.5 and 0.5, got " + shift);
        }
        checkRgb("hue");
        int steps = (int) (shift * 255) & 0xFF;
        bands.add((band, scratch) ->
                HueTurn.turn(band.planes[0], band.planes[1], band.planes[2], band.pixels, steps, scratch));
    }

    /** The mean of each channel as it is now, 0 to 255. */
    public double[] means() {
        LevelSum[] sums = new LevelSum[bands.channels];
        Arrays.setAll(sums, c -> new LevelSum(bands.longest()));
        bands.makeAll((band, scratch) -> {
            for (int c = 0; c < bands.channels; c++) {
                sums[c].add(band.planes[c], band.pixels);
            }
        });
        return Stream.of(sums)
                .mapToDouble(sum -> (double) sum.total() / ((long) bands.width * bands.height))
                .toArray();
    }

    /** All three channels mixed anew, rounded and held to 0–255. RGB. */
    public void mix(ColorMatrix matrix) {
        checkRgb("mix");
        bands.add((band, scratch) -> {
            float[][] rgb = band.planes;
            for (int c = 0; c < 3; c++) {
                PlaneLoops.mix(
                        rgb[0],
                        rgb[1],
                        rgb[2],
                        matrix.weight(c, 0),
                        matrix.weight(c, 1),
                        matrix.weight(c, 2),
                        matrix.weight(c, 3),
                        scratch[c],
                        band.pixels);
            }
            for (int c = 0; c < 3; c++) {
                System.arraycopy(scratch[c], 0, rgb[c], 0, band.pixels);
            }
        });
    }

    /** The luma of each pixel (ITU-R 601), in all three channels. RGB. */
    public void grayscale() {
        checkRgb("grayscale");
        bands.add((band, scratch) -> {
            luma(band, scratch[0]);
            for (float[] plane : band.planes) {
                System.arraycopy(scratch[0], 0, plane, 0, band.pixels);
            }
        });
    }

    /**
     * Samples of at least the threshold inverted.
     *
     * @param threshold 0 (all) to 256 (none)
     */
    public void solarize(int threshold) {
        if (threshold < 0 || threshold > 256) {
            throw new IllegalArgumentException("threshold must be between 0 and 256, got " + threshold);
        }
        bands.add((band, scratch) -> {
            for (float[] plane : band.planes) {
                PlaneLoops.invertFrom(threshold, plane, band.pixels);
            }
        });
    }

    /**
     * Less detail, as Pillow blurs ({@link BoxBlur}).
     *
     * @param sigma standard deviation in pixels, at least 0
     */
    public void blur(double sigma) {
        BoxBlur blur = new BoxBlur(bands.width, bands.height, bands.channels, sigma);
        bands.makeAll((band, scratch) -> {
            for (int at = 0; at < band.pixels; at += bands.width) {
                blur.take(band.planes, at, (band.first + at) / bands.width);
            }
        });
        blur.acrossRows();
        bands.add((band, scratch) -> {
            for (int at = 0; at < band.pixels; at += bands.width) {
                blur.give(band.planes, at, (band.first + at) / bands.width);
            }
        });
        bands.makeAll(); // before another image needs the blur's memory
    }

    /** The image as it is now; the one that this was made of where nothing was changed. */
    public Pixels toPixels() {
        Pixels unchanged = bands.unchanged();
        if (unchanged != null) {
            return unchanged;
        }
        Pixels result = Pixels.blank(bands.width, bands.height, bands.channels);
        bands.makeAll((band, scratch) -> {
            for (int c = 0; c < bands.channels; c++) {
                PlaneLoops.toBytes(
                        band.planes[c], band.pixels, result.data(), band.first * bands.channels + c, bands.channels);
            }
        });
        return result;
    }

    /**
     * Writes {@code (sample / 255 − mean) / std} for each sample in single precision, interleaved: {@code [H, W, C]}.
     *
     * @param mean of each channel, of samples scaled to 0–1
     * @param std of each channel, above 0
     * @param out receives height × width × channels values; its position does not matter and stays
     * @param offset where the first value goes
     */
    public void write(double[] mean, double[] std, FloatBuffer out, int offset) {
        bands.makeAll((band, scratch) -> {
            float[] line = Scratch.floats(band.pixels * bands.channels);
            for (int c = 0; c < bands.channels; c++) {
                PlaneLoops.normalize(
                        band.planes[c], (float) mean[c], (float) std[c], scratch[c % Bands.SCRATCH], band.pixels);
                if (bands.channels != 3) {
                    PlaneLoops.spread(scratch[c % Bands.SCRATCH], band.pixels, line, c, bands.channels);
                }
            }
            if (bands.channels == 3) {
                PlaneLoops.interleave(scratch[0], scratch[1], scratch[2], line, band.pixels);
            }
            out.put(offset + band.first * bands.channels, line, 0, band.pixels * bands.channels);
        });
    }

    private static void luma(Bands.Band band, float[] luma) {
        PlaneLoops.luma(band.planes[0], band.planes[1], band.planes[2], luma, band.pixels);
    }

    private static float alpha(String name, double factor) {
        if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the factor of " + name + " must be finite and at least 0, got " + factor);
        }
        return (float) Math.min(factor, LARGEST_FACTOR);
    }

    private void checkRgb(String name) {
        if (bands.channels != 3) {
            throw new IllegalArgumentException(name + " needs an RGB image of 3 channels, got " + bands.channels);
        }
    }

    @Override
    public void close() {
        bands.close();
    }

    @Override
    public String toString() {
        return "Planes[" + bands.width + " x " + bands.height + ", " + bands.channels
                + (bands.channels == 1 ? " channel]" : " channels]");
    }
}
