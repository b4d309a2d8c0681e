package dev.selfsame.data;

import dev.selfsame.image.Picture;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Batches for training, without end. Each epoch has an order of its own, by the {@link Sampler}, and what is left over
 * behind its last full batch is left out. Everything is a pure function of the source, the views, the sampler, the batch
 * size, the seed, the epoch and the step: neither the number of workers nor the step that the loader started at changes a
 * bit.
 *
 * <p>An unreadable image is replaced by another, drawn at random. Workers read on into the next epoch while the last
 * batches of this one are in use. One thread takes the batches.
 */
public final class Loader implements AutoCloseable {
    private static final int MOST_TRIES = 100;

    private final Views views;
    private final LoaderConfig config;
    private final DecodedImages images;
    private final EpochOrder order;
    private final SkipWatch watch;
    private final int stepsPerEpoch;
    private final ViewLayout layout;
    private final long firstStep;
    private final BatchRing ring;

    private Loader(ImageSource source, Views views, LoaderConfig config, Skipped skipped, int epoch, int step) {
        this.views = views;
        this.config = config;
        this.images = new DecodedImages(source, views, config.cacheBytes(), config.decode());
        this.order = order(source, config);
        this.watch = new SkipWatch(source, order.isSample(), config.skips(), skipped);
        this.stepsPerEpoch = stepsPerEpoch(source, order, config.batchSize());
        if (epoch < 0 || step < 0 || step >= stepsPerEpoch) {
            throw new IllegalArgumentException("a loader starts at an epoch from 0 and a step from 0 to "
                    + (stepsPerEpoch - 1) + ", got epoch " + epoch + " and step " + step);
        }
        this.firstStep = (long) epoch * stepsPerEpoch + step;
        this.layout = new ViewLayout(views, config.batchSize());
        int slots = config.slots(layout.bytes());
        if (firstStep > 0) {
            rememberWhatWasSeen(epoch, step);
        }
        this.ring = new BatchRing(config.workers(), slots, layout, Long.MAX_VALUE, this::fill);
    }

    /** So that a run that goes on bears as many unreadable images as one that never stopped. */
    private void rememberWhatWasSeen(int epoch, int step) {
        if (epoch > 0) {
            watch.goOn(order, 0, stepsPerEpoch * config.batchSize());
            watch.goOn(order, epoch - 1, stepsPerEpoch * config.batchSize());
        }
        watch.goOn(order, epoch, step * config.batchSize());
    }

    private static EpochOrder order(ImageSource source, LoaderConfig config) {
        try {
            return config.sampler().over(source, config.seed());
        } catch (SourceException e) {
            throw new IllegalArgumentException("sampler: " + e.getMessage(), e);
        }
    }

    /**
     * Starts loading at the first step of the first epoch.
     *
     * @throws IllegalArgumentException where the batch is larger than an epoch, or the sampler does not go with the source
     */
    public static Loader open(ImageSource source, Views views, LoaderConfig config) {
        return open(source, views, config, new Skipped(), 0, 0);
    }

    /**
     * Starts loading at a step of an epoch.
     *
     * @param skipped takes the unreadable images
     * @param epoch from 0
     * @param step the step within the epoch, 0 to {@code stepsPerEpoch - 1}
     * @throws IllegalArgumentException where the batch is larger than an epoch, or the sampler does not go with the source
     */
    public static Loader open(
            ImageSource source, Views views, LoaderConfig config, Skipped skipped, int epoch, int step) {
        return new Loader(source, views, config, skipped, epoch, step);
    }

    /** Full batches in an epoch that shows each image once; refuses a batch that is larger than the source. */
    public static int stepsPerEpoch(ImageSource source, int batchSize) {
        return stepsPerEpoch(source, source.size(), batchSize);
    }

    /** Full batches in an epoch of a source in an order; refuses a batch that is larger than the epoch. */
    public static int stepsPerEpoch(ImageSource source, EpochOrder order, int batchSize) {
        return stepsPerEpoch(source, order.length(), batchSize);
    }

    private static int stepsPerEpoch(ImageSource source, int length, int batchSize) {
        if (batchSize > length) {
            throw new IllegalArgumentException("a batch of " + batchSize + " images is larger than the source, which "
                    + "has " + length + ": " + source.describe());
        }
        return length / batchSize;
    }

    /** Full batches in an epoch. */
    public int stepsPerEpoch() {
        return stepsPerEpoch;
    }

    /**
     * Waits for the next batch and takes it; {@link LoadedBatch#release} gives its memory back.
     *
     * @throws SkipLimitException where more images are unreadable than the policy bears
     * @throws InterruptedException where the waiting thread was interrupted
     * @throws IllegalStateException where the loader is closed, or has thrown one of its errors before
     */
    public LoadedBatch next() throws InterruptedException {
        Slot slot = ring.take();
        if (slot == null) {
            throw new IllegalStateException("the loader has come to its end");
        }
        try {
            watch.check(slot);
        } catch (Throwable e) {
            ring.stop();
            throw e;
        }
        long at = firstStep + slot.batch();
        return new LoadedBatch(
                ring,
                slot,
                layout,
                images.source(),
                (int) (at / stepsPerEpoch),
                (int) (at % stepsPerEpoch),
                config.batchSize());
    }

    /** Nanoseconds that {@link #next} has waited so far, all calls together. */
    public long waitedNanos() {
        return ring.waitedNanos();
    }

    /** The unreadable images met so far. */
    public Skipped skipped() {
        return watch.skipped();
    }

    /** Ends the workers, each after the image in hand. */
    @Override
    public void close() {
        ring.close();
    }

    @Override
    public String toString() {
        return "Loader[" + images.source().describe() + ", " + views + ", " + config + "]";
    }

    private void fill(Slot slot, int position) {
        long at = firstStep + slot.batch();
        int epoch = (int) (at / stepsPerEpoch);
        int place = (int) (at % stepsPerEpoch) * config.batchSize() + position;
        int wanted = order.image(epoch, place);
        // What stands in an epoch once is drawn by its own number; what may come again, by the place, too.
        long key = order.repeats() ? (place + 1L) << 32 | wanted : wanted;
        Picture pixels = readable(slot, position, epoch, place, wanted, key);
        for (int view = 0; view < layout.views(); view++) {
            // A replacement is drawn as the image it stands for: it may be in the epoch a second time.
            views.render(pixels, view, draws(epoch, key, view), slot.floats(view), position * layout.floats(view));
            if (layout.grid(view) > 0) {
                FloatBuffer grids = slot.grids(view).asFloatBuffer();
                views.renderGrid(pixels, view, draws(epoch, key, view), grids, position * layout.gridFloats(view));
            }
            if (layout.regions(view) > 0) {
                IntBuffer regions = slot.regions(view).asIntBuffer();
                views.renderRegions(pixels, view, draws(epoch, key, view), regions, position * layout.regionInts(view));
            }
        }
    }

    private Draws draws(int epoch, long key, int view) {
        return Draws.of(config.seed(), Stream.VIEWS, epoch, key, view);
    }

    private Picture readable(Slot slot, int position, int epoch, int place, int wanted, long key) {
        Draws replacement = Draws.of(config.seed(), Stream.REPLACEMENT, epoch, key);
        int image = wanted;
        for (int tries = 0; tries <= MOST_TRIES; tries++) {
            try {
                Picture pixels = images.get(image);
                slot.images[position] = image;
                return pixels;
            } catch (IOException | UnreadableImageException e) {
                slot.unreadable(position, image, Reason.of(e));
                if (config.skips().strict()) {
                    break;
                }
            }
            image = order.replacement(epoch, place, tries, replacement);
        }
        throw watch.givenUp(wanted, MOST_TRIES);
    }
}
