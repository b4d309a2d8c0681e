package dev.selfsame.data;

/**
 * How images are packed. All but {@code workers} changes what is written.
 *
 * @param shardBytes the largest shard, at least 1; a shard holds one image at least, however large it is
 * @param shardImages the most images in a shard, at least 1
 * @param shortSide the shorter side of larger images, in pixels, at least 1: they are made smaller and encoded anew; 0 to
 *     keep each image's bytes
 * @param format what such images are encoded as
 * @param quality of JPEGs that are encoded, 1 to 100
 * @param workers threads that read and encode, at least 1
 */
public record PackConfig(long shardBytes, int shardImages, int shortSide, Format format, int quality, int workers) {
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
    }

    /** Shards of up to so many bytes, each image as it is, on one thread. */
    public static PackConfig ofBytes(long shardBytes) {
        return new PackConfig(shardBytes, Integer.MAX_VALUE, 0, Format.KEEP, 90, 1);
    }

    /** Shards of so many images, each as it is, on one thread. */
    public static PackConfig ofImages(int shardImages) {
        return new PackConfig(Long.MAX_VALUE, shardImages, 0, Format.KEEP, 90, 1);
    }

    /** The same with larger images made smaller. */
    public PackConfig withShortSide(int pixels, Format encoding, int jpegQuality) {
        return new PackConfig(shardBytes, shardImages, pixels, encoding, jpegQuality, workers);
    }

    /** The same on another number of threads. */
    public PackConfig withWorkers(int number) {
        return new PackConfig(shardBytes, shardImages, shortSide, format, quality, number);
    }

    /** All that changes what is written, in a line. */
    String described() {
        return "shard-bytes=" + shardBytes + " shard-images=" + shardImages + " short-side=" + shortSide
                + (shortSide == 0 ? "" : " format=" + format + " quality=" + quality);
    }

    private static void atLeast(long least, long value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", got " + value);
        }
    }
}
