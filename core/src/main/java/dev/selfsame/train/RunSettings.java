package dev.selfsame.train;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.tensor.Device;
import org.jspecify.annotations.Nullable;

/**
 * What a run needs beside its recipe. Seed, weights to start with, precision, device, threads, sampler and background decide
 * the numbers; the rest only how they are computed and kept.
 *
 * @param seed of all random numbers
 * @param init file of weights that the backbone starts with, such as another run's {@code encoder.safetensors} or one of
 *     PyTorch, as {@link dev.selfsame.model.imported.WeightsPath} takes it; empty for fresh ones
 * @param precision of convolutions and matrix products
 * @param device where it computes
 * @param threads that compute; 0 for one a core
 * @param workers that load images; 0 for one a core, at most 8
 * @param cache memory for decoded images, which are decoded only once: {@code auto} (256 MiB, or an eighth of Java's
 *     memory if that is less), {@code 0}, or a size such as {@code 512M} or {@code 2G}
 * @param logEvery steps between two lines of {@code metrics.jsonl}
 * @param maxSteps steps after which the run stops, its schedule unchanged; 0 for no limit
 * @param strict whether the first unreadable image stops the run
 * @param maxBrokenShare share of unreadable images that stops the run, 0 to 1
 * @param sampler which images an epoch shows, and how often
 * @param decode how image files become pixels
 * @param checkpoint when the run is saved
 * @param probe how the run is measured while it trains
 * @param snapshots how often embeddings are measured more closely
 */
public record RunSettings(
        long seed,
        String init,
        Precision precision,
        Device device,
        int threads,
        int workers,
        String cache,
        int logEvery,
        long maxSteps,
        boolean strict,
        double maxBrokenShare,
        SamplerSettings sampler,
        DecodeOptions decode,
        CheckpointSettings checkpoint,
        ProbeSettings probe,
        SnapshotSettings snapshots) {
    /** Seed 1, precision by the processor, a log line every 10 steps, a checkpoint every epoch. */
    public static final RunSettings DEFAULT = new RunSettings(
            1,
            "",
            Precision.AUTO,
            Device.CPU,
            0,
            0,
            CacheSize.AUTO,
            10,
            0,
            false,
            0.1,
            SamplerSettings.DEFAULT,
            DecodeOptions.DEFAULT,
            new CheckpointSettings(0, 1, 0),
            new ProbeSettings(1, 200, 0.1),
            new SnapshotSettings(10));

    private static final int MOST_WORKERS = 8;

    /** Checks the ranges. */
    public RunSettings {
        within("threads", threads, 0, 1024);
        within("workers", workers, 0, 1024);
        CacheSize.require(cache);
        within("log-every", logEvery, 1, 1e9);
        within("max-steps", (double) maxSteps, 0, 1e15);
        within("max-broken-share", maxBrokenShare, 0, 1);
    }

    /**
     * When the run is saved.
     *
     * @param everySteps steps between two checkpoints; 0 for none between epochs
     * @param everyEpochs epochs between two checkpoints; the last epoch always has one
     * @param keepEpochs every how many epochs a checkpoint is kept as {@code epoch-NNNN.ckpt}; 0 for none
     */
    public record CheckpointSettings(long everySteps, int everyEpochs, int keepEpochs) {
        /** Checks the ranges. */
        public CheckpointSettings {
            within("checkpoint.every-steps", (double) everySteps, 0, 1e15);
            within("checkpoint.every-epochs", everyEpochs, 1, 1e9);
            within("checkpoint.keep-epochs", keepEpochs, 0, 1e9);
        }
    }

    /**
     * The kNN probe, for runs that are given labelled images.
     *
     * @param everyEpochs epochs between two probes; the last epoch always has one
     * @param k neighbours that vote; the images there are, if fewer
     * @param temperature of their weights
     */
    public record ProbeSettings(int everyEpochs, int k, double temperature) {
        /** Checks the ranges. */
        public ProbeSettings {
            within("probe.every-epochs", everyEpochs, 1, 1e9);
            within("probe.k", k, 1, 1e9);
            within("probe.temperature", temperature, 0.01, 100);
        }
    }

    /**
     * What {@code snapshots/} holds: cross-correlation and singular values at some steps.
     *
     * @param count evenly spread over the whole run, of which the last is at its last step; the first step has one too.
     *     0 for none
     */
    public record SnapshotSettings(int count) {
        /** Checks the range. */
        public SnapshotSettings {
            within("snapshots.count", count, 0, 1000);
        }
    }

    /** The same with another seed. */
    public RunSettings withSeed(long newSeed) {
        return with(newSeed, init, precision, threads, workers, sampler);
    }

    /** The same with other weights to start with. */
    RunSettings withInit(String file) {
        return with(seed, file, precision, threads, workers, sampler);
    }

    /**
     * The same with everything that is left to the machine decided.
     *
     * @param before the settings of the run that goes on, which decide first; null for a new run
     * @throws IllegalArgumentException if the sampler's file is another than it was
     */
    RunSettings resolved(@Nullable RunSettings before) {
        Precision own = before != null && precision == Precision.AUTO ? before.precision : precision;
        int cores = Runtime.getRuntime().availableProcessors();
        int ownThreads = before != null ? before.threads : cores;
        return with(
                seed,
                init,
                own.onThisMachine(),
                threads == 0 ? ownThreads : threads,
                workers == 0 ? Math.min(cores, MOST_WORKERS) : workers,
                sampler.resolved());
    }

    private RunSettings with(
            long newSeed,
            String newInit,
            Precision newPrecision,
            int newThreads,
            int newWorkers,
            SamplerSettings newSampler) {
        return new RunSettings(
                newSeed,
                newInit,
                newPrecision,
                device,
                newThreads,
                newWorkers,
                cache,
                logEvery,
                maxSteps,
                strict,
                maxBrokenShare,
                newSampler,
                decode,
                checkpoint,
                probe,
                snapshots);
    }

    private static void within(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    key + " must be " + plain(least) + " to " + plain(most) + ", got " + plain(value));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) <= 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
