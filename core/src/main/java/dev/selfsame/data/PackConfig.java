package dev.selfsame.data;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.SamplesDecoder;

/**
 * How images are packed. All but {@code workers} changes what is written.
 *
 * @param shardBytes the largest shard, at least 1; a shard holds one image at least, however large it is
 * @param shardImages the most images in a shard, at least 1
 * @param shortSide the shorter side of larger images, in pixels, at least 1: they are made smaller and encoded anew; 0 to
 *     keep each image's bytes
 * @param format what such images are encoded as
 * @param quality of JPEGs that are encoded, 1 to 100
 * @param channels how many the images have, which are taken as they are, 1 to 64; 0 where they are RGB
 * @param maxPixels the most pixels of an image, as {@link DecodeOptions} has it; larger ones are left out
 * @param workers threads that read and encode, at least 1
 */
public record PackConfig(
        long shardBytes,
        int shardImages,
        int shortSide,
        Format format,
        int quality,
        int channels,
        long maxPixels,
        int workers) {
    private static final long USUAL_PIXELS = DecodeOptions.DEFAULT.maxPixels();

    /** What an image that was made smaller is encoded as. */
    public enum Format {
        /** JPEG. */
        JPEG,
        /** PNG, without loss. */
        PNG,
        /** What it was, where it was a JPEG; PNG else. */
        KEEP
    }

    /** Checks the ranges. */
    public PackConfig {
        atLeast(1, shardBytes, "bytes of a shard");
        atLeast(1, shardImages, "images of a shard");
        atLeast(0, shortSide, "short side");
        atLeast(1, workers, "workers");
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality must be 1 to 100, got " + quality);
        }
        if (channels < 0 || channels > SamplesDecoder.MOST_CHANNELS) {
            throw new IllegalArgumentException(
                    "channels must be 0 to " + SamplesDecoder.MOST_CHANNELS + ", got " + channels);
        }
        if (channels > 0 && shortSide > 0) {
            throw new IllegalArgumentException(
                    "images are made smaller as 8-bit RGB, which images as they are (channels " + channels
                            + ") do not become");
        }
        DecodeOptions.DEFAULT.withMaxPixels(maxPixels); // checks it
    }

    /** Shards of up to so many bytes, each image as it is, on one thread. */
    public static PackConfig ofBytes(long shardBytes) {
        return new PackConfig(shardBytes, Integer.MAX_VALUE, 0, Format.KEEP, 90, 0, USUAL_PIXELS, 1);
    }

    /** Shards of so many images, each as it is, on one thread. */
    public static PackConfig ofImages(int shardImages) {
        return new PackConfig(Long.MAX_VALUE, shardImages, 0, Format.KEEP, 90, 0, USUAL_PIXELS, 1);
    }

    /** The same with larger images made smaller. */
    public PackConfig withShortSide(int pixels, Format encoding, int jpegQuality) {
        return new PackConfig(shardBytes, shardImages, pixels, encoding, jpegQuality, channels, maxPixels, workers);
    }

    /** The same for images as they are, of so many channels: each keeps its bytes. */
    public PackConfig withChannels(int number) {
        return new PackConfig(shardBytes, shardImages, shortSide, format, quality, number, maxPixels, workers);
    }

    /** The same with another limit of an image's pixels. */
    public PackConfig withMaxPixels(long pixels) {
        return new PackConfig(shardBytes, shardImages, shortSide, format, quality, channels, pixels, workers);
    }

    /** The same on another number of threads. */
    public PackConfig withWorkers(int number) {
        return new PackConfig(shardBytes, shardImages, shortSide, format, quality, channels, maxPixels, number);
    }

    /** All that changes what is written, in a line. */
    String described() {
        return "shard-bytes=" + shardBytes + " shard-images=" + shardImages + " short-side=" + shortSide
                + (shortSide == 0 ? "" : " format=" + format + " quality=" + quality)
                + (channels == 0 ? "" : " channels=" + channels)
                + (maxPixels == USUAL_PIXELS ? "" : " max-pixels=" + maxPixels);
    }

    private static void atLeast(long least, long value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", got " + value);
        }
    }
}
