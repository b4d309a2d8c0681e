package dev.selfsame.model;

import dev.selfsame.data.LoaderConfig;
import dev.selfsame.tensor.Device;

/**
 * How an {@link Encoder} computes.
 *
 * @param device where
 * @param bf16 whether in 16 bits where that is precise enough: faster where the processor has instructions for it
 * @param batchSize images that are embedded together, at least 1; it sets the memory that is needed
 * @param workers threads that read, decode and resize the images of a source, at least 1
 */
public record EncoderConfig(Device device, boolean bf16, int batchSize, int workers) {
    private static final int BATCH_SIZE = 64;

    /** The processor, in 32 bits, 64 images at a time, as many workers as {@link LoaderConfig#of} has. */
    public static final EncoderConfig DEFAULT = new EncoderConfig(
            Device.CPU, false, BATCH_SIZE, LoaderConfig.of(BATCH_SIZE, 0).workers());

    /** Checks the ranges. */
    public EncoderConfig {
        if (batchSize < 1) {
            throw new IllegalArgumentException("the batch size must be at least 1, got " + batchSize);
        }
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1, got " + workers);
        }
    }

    /** The same on another device. */
    public EncoderConfig withDevice(Device other) {
        return new EncoderConfig(other, bf16, batchSize, workers);
    }

    /** The same in 16 bits, or not. */
    public EncoderConfig withBf16(boolean on) {
        return new EncoderConfig(device, on, batchSize, workers);
    }

    /** The same with another number of images at a time. */
    public EncoderConfig withBatchSize(int images) {
        return new EncoderConfig(device, bf16, images, workers);
    }

    /** The same with another number of threads that read images. */
    public EncoderConfig withWorkers(int threads) {
        return new EncoderConfig(device, bf16, batchSize, threads);
    }
}
