package dev.selfsame.model;

import dev.selfsame.data.LoaderConfig;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Rgb;
import dev.selfsame.tensor.Device;
import dev.selfsame.view.EvaluationView;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link Encoder} computes.
 *
 * @param device where
 * @param bf16 whether in 16 bits where that is precise enough: faster on some processors
 *     ({@link dev.selfsame.tensor.Cpu#hasFastBfloat16})
 * @param batchSize images that are embedded together, at least 1; it sets the memory that is needed
 * @param workers threads that read, decode and resize the images of a source, at least 1
 * @param background what transparent pixels of image files are laid on; null for the colour that the encoder was trained
 *     with
 * @param maxPixels the most pixels of an image file that is decoded: {@link DecodeOptions#maxPixels}
 * @param foldBatchNorm whether batch norms become part of the convolutions before them, where the network allows it:
 *     faster, and the same but for the last digits
 */
public record EncoderConfig(
        Device device,
        boolean bf16,
        int batchSize,
        int workers,
        @Nullable Rgb background,
        long maxPixels,
        boolean foldBatchNorm) {
    private static final int BATCH_SIZE = 64;

    /** The processor, in 32 bits, 64 images at a time, as many workers as {@link LoaderConfig#of} has, batch norms folded. */
    public static final EncoderConfig DEFAULT = new EncoderConfig(
            Device.CPU,
            false,
            BATCH_SIZE,
            LoaderConfig.of(BATCH_SIZE, 0).workers(),
            null,
            DecodeOptions.DEFAULT.maxPixels(),
            true);

    /** Checks the ranges. */
    public EncoderConfig {
        if (batchSize < 1) {
            throw new IllegalArgumentException("the batch size must be at least 1, got " + batchSize);
        }
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1, got " + workers);
        }
        DecodeOptions.DEFAULT.withMaxPixels(maxPixels); // checks the range
    }

    /** The same on another device. */
    public EncoderConfig withDevice(Device other) {
        return new EncoderConfig(other, bf16, batchSize, workers, background, maxPixels, foldBatchNorm);
    }

    /** The same in 16 bits, or not. */
    public EncoderConfig withBf16(boolean on) {
        return new EncoderConfig(device, on, batchSize, workers, background, maxPixels, foldBatchNorm);
    }

    /** The same with another number of images at a time. */
    public EncoderConfig withBatchSize(int images) {
        return new EncoderConfig(device, bf16, images, workers, background, maxPixels, foldBatchNorm);
    }

    /** The same with another number of threads that read images. */
    public EncoderConfig withWorkers(int threads) {
        return new EncoderConfig(device, bf16, batchSize, threads, background, maxPixels, foldBatchNorm);
    }

    /** The same with transparent pixels on a colour, whatever the encoder was trained with. */
    public EncoderConfig withBackground(Rgb color) {
        return new EncoderConfig(device, bf16, batchSize, workers, color, maxPixels, foldBatchNorm);
    }

    /** The same with another limit of pixels. */
    public EncoderConfig withMaxPixels(long pixels) {
        return new EncoderConfig(device, bf16, batchSize, workers, background, pixels, foldBatchNorm);
    }

    /** The same with batch norms in the convolutions before them, or not. */
    public EncoderConfig withFoldedBatchNorm(boolean on) {
        return new EncoderConfig(device, bf16, batchSize, workers, background, maxPixels, on);
    }

    /** What decides an embedding's digits. */
    String digits(EvaluationView view) {
        return (bf16 ? "bf16" : "fp32") + (foldBatchNorm ? "" : ", not folded") + ", " + decode(view);
    }

    /** How image files become pixels for an encoder with such a view. */
    DecodeOptions decode(EvaluationView view) {
        return DecodeOptions.DEFAULT
                .withBackground(background == null ? view.background() : background)
                .withMaxPixels(maxPixels);
    }
}
