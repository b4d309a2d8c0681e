package dev.selfsame.data;

import dev.selfsame.image.DecodeOptions;

/**
 * How a {@link Loader} works. Only batch size, seed, sampler and what images are laid on change what is in the batches.
 *
 * @param batchSize images in a batch, at least 1
 * @param seed the run's seed, any value
 * @param workers threads that read, decode and draw views, at least 1
 * @param prefetch batches in memory, the one in use included, at least 2; 0 for {@code workers + 2}, or fewer where
 *     they would take more than 1 GiB
 * @param cacheBytes memory for decoded images, at least 0: as many as fit into it are decoded only once
 * @param skips what unreadable images mean
 * @param sampler which images an epoch shows
 * @param decode how files become pixels
 */
public record LoaderConfig(
        int batchSize,
        long seed,
        int workers,
        int prefetch,
        long cacheBytes,
        SkipPolicy skips,
        Sampler sampler,
        DecodeOptions decode) {
    private static final long CACHE_BYTES = 256L << 20;
    private static final int MOST_WORKERS = 16;
    private static final long PREFETCH_BYTES = 1L << 30;

    /** Checks the ranges. */
    public LoaderConfig {
        atLeast(1, batchSize, "batch size");
        atLeast(1, workers, "loader workers");
        if (prefetch != 0) {
            atLeast(2, prefetch, "prefetched batches");
        }
        atLeast(0, cacheBytes, "bytes for decoded images");
    }

    /**
     * The defaults: a worker for every processor but one (at least 1, at most 16), up to 256 MiB or an eighth of the
     * heap for decoded images, a tenth of the images may be unreadable, each image once an epoch.
     */
    public static LoaderConfig of(int batchSize, long seed) {
        int workers = Math.max(1, Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors() - 1));
        long cache = Math.min(CACHE_BYTES, Runtime.getRuntime().maxMemory() / 8);
        return new LoaderConfig(
                batchSize, seed, workers, 0, cache, SkipPolicy.LENIENT, Sampler.UNIFORM, DecodeOptions.DEFAULT);
    }

    /** The same with another number of workers. */
    public LoaderConfig withWorkers(int number) {
        return new LoaderConfig(batchSize, seed, number, prefetch, cacheBytes, skips, sampler, decode);
    }

    /** The same with another number of batches in memory. */
    public LoaderConfig withPrefetch(int batches) {
        return new LoaderConfig(batchSize, seed, workers, batches, cacheBytes, skips, sampler, decode);
    }

    /** The same with other memory for decoded images. */
    public LoaderConfig withCacheBytes(long bytes) {
        return new LoaderConfig(batchSize, seed, workers, prefetch, bytes, skips, sampler, decode);
    }

    /** The same with another policy for unreadable images. */
    public LoaderConfig withSkips(SkipPolicy policy) {
        return new LoaderConfig(batchSize, seed, workers, prefetch, cacheBytes, policy, sampler, decode);
    }

    /** The same with another choice of images. */
    public LoaderConfig withSampler(Sampler newSampler) {
        return new LoaderConfig(batchSize, seed, workers, prefetch, cacheBytes, skips, newSampler, decode);
    }

    /** The same with files decoded otherwise. */
    public LoaderConfig withDecode(DecodeOptions options) {
        return new LoaderConfig(batchSize, seed, workers, prefetch, cacheBytes, skips, sampler, options);
    }

    /** How many batches to keep, each of so many bytes. */
    int slots(long bytesPerBatch) {
        return prefetch > 0 ? prefetch : slots(workers, bytesPerBatch);
    }

    static int slots(int workers, long bytesPerBatch) {
        return (int) Math.max(2, Math.min(workers + 2, PREFETCH_BYTES / bytesPerBatch));
    }

    private static void atLeast(long least, long value, String what) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", got " + value);
        }
    }
}
