package dev.selfsame.view;

import dev.selfsame.image.Planes;
import dev.selfsame.image.Samples;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * From 8-bit samples to what a network is fed: {@code (sample / 255 − mean) / std}, channel by channel, in single
 * precision as torchvision's {@code ToTensor} and {@code Normalize} compute it. Images as they are aren't divided by 255:
 * {@code (sample − mean) / std}.
 */
public final class Normalize {
    /** The statistics of ImageNet, which nearly all recipes use whatever the images are. */
    public static final Normalize IMAGENET =
            new Normalize(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225}, false);

    private final double[] mean;
    private final double[] std;

    private final boolean asIs;

    private Normalize(double[] mean, double[] std, boolean asIs) {
        this.mean = mean;
        this.std = std;
        this.asIs = asIs;
    }

    /**
     * With one mean and one standard deviation for each channel.
     *
     * @param mean of samples scaled to 0–1
     * @param std above 0, of samples scaled to 0–1
     */
    public static Normalize of(double[] mean, double[] std) {
        return checked(mean, std, false);
    }

    /**
     * For images as they are ({@link Samples}), with one mean and one standard deviation for each channel.
     *
     * @param mean of the samples
     * @param std above 0, of the samples
     */
    public static Normalize asIs(double[] mean, double[] std) {
        return checked(mean, std, true);
    }

    private static Normalize checked(double[] mean, double[] std, boolean asIs) {
        if (mean.length != std.length || mean.length == 0) {
            throw new IllegalArgumentException(
                    "Normalize: one mean and one std a channel, got " + mean.length + " and " + std.length);
        }
        for (int i = 0; i < mean.length; i++) {
            if (!Double.isFinite(mean[i]) || !(std[i] > 0 && std[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "Normalize: mean must be finite and std finite and above 0, got " + mean[i] + " and " + std[i]);
            }
        }
        return new Normalize(mean.clone(), std.clone(), asIs);
    }

    /** How many channels an image must have. */
    public int channels() {
        return mean.length;
    }

    /** Whether it is for images as they are, not for 8-bit ones. */
    public boolean isAsIs() {
        return asIs;
    }

    /** The mean of each channel, of samples scaled to 0–1 unless the images are as they are. */
    public double[] mean() {
        return mean.clone();
    }

    /** The standard deviation of each channel, of samples scaled to 0–1 unless the images are as they are. */
    public double[] std() {
        return std.clone();
    }

    /**
     * Writes an image's values, interleaved as they are: {@code [H, W, C]}.
     *
     * @param image of {@link #channels()} channels
     * @param out receives height × width × channels values; its position does not matter and stays
     * @param offset where the first value goes
     */
    public void write(Planes image, FloatBuffer out, int offset) {
        require(image.channels(), false);
        image.write(mean, std, out, offset);
    }

    /**
     * Writes the values of an image as it is, interleaved: {@code [H, W, C]}.
     *
     * @param image of {@link #channels()} channels
     * @param out receives height × width × channels values; its position does not matter and stays
     * @param offset where the first value goes
     */
    public void write(Samples image, FloatBuffer out, int offset) {
        require(image.channels(), true);
        int channels = mean.length;
        for (int c = 0; c < channels; c++) {
            int from = c * image.size();
            for (int i = 0; i < image.size(); i++) {
                out.put(offset + i * channels + c, (float) ((image.data()[from + i] - mean[c]) / std[c]));
            }
        }
    }

    private void require(int channels, boolean samples) {
        if (channels != mean.length) {
            throw new IllegalArgumentException(
                    "Normalize has statistics for " + mean.length + " channels; the image has " + channels);
        }
        if (samples != asIs) {
            throw new IllegalArgumentException(
                    asIs
                            ? "Normalize has statistics of images as they are; this is an 8-bit image"
                            : "Normalize has statistics of 8-bit images; this is an image as it is");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Normalize that
                && asIs == that.asIs
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(std, that.std);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(std) + Boolean.hashCode(asIs);
    }

    @Override
    public String toString() {
        return "Normalize[mean=" + Arrays.toString(mean) + ", std=" + Arrays.toString(std) + (asIs ? ", as is]" : "]");
    }
}
