package dev.selfsame.view;

import dev.selfsame.image.Planes;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * From 8-bit samples to what a network is fed: {@code (sample / 255 − mean) / std}, channel by channel, in single
 * precision as torchvision's {@code ToTensor} and {@code Normalize} compute it.
 */
public final class Normalize {
    /** The statistics of ImageNet, which nearly all recipes use whatever the images are. */
    public static final Normalize IMAGENET =
            new Normalize(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225});

    private final double[] mean;
    private final double[] std;

    private Normalize(double[] mean, double[] std) {
        this.mean = mean;
        this.std = std;
    }

    /**
     * With one mean and one standard deviation for each channel.
     *
     * @param mean of samples scaled to 0–1
     * @param std above 0, of samples scaled to 0–1
     */
    public static Normalize of(double[] mean, double[] std) {
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
        return new Normalize(mean.clone(), std.clone());
    }

    /** How many channels an image must have. */
    public int channels() {
        return mean.length;
    }

    /** The mean of each channel, of samples scaled to 0–1. */
    public double[] mean() {
        return mean.clone();
    }

    /** The standard deviation of each channel, of samples scaled to 0–1. */
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
        if (image.channels() != mean.length) {
            throw new IllegalArgumentException(
                    "Normalize has statistics for " + mean.length + " channels; the image has " + image.channels());
        }
        image.write(mean, std, out, offset);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Normalize that && Arrays.equals(mean, that.mean) && Arrays.equals(std, that.std);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(std);
    }

    @Override
    public String toString() {
        return "Normalize[mean=" + Arrays.toString(mean) + ", std=" + Arrays.toString(std) + "]";
    }
}
