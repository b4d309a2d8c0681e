package dev.selfsame.data;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Picture;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.view.Views;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Each readable image of a source once, in the source's order, for embedding. The memory does not grow with the source,
 * and neither order nor content depends on the number of workers. A batch covers so many neighbours in the source; the
 * unreadable ones among them are left out and noted, so that it may hold fewer. One thread takes the batches.
 */
public final class EvaluationLoader implements AutoCloseable {
    private final DecodedImages images;
    private final Views views;
    private final Skipped skipped;
    private final ViewLayout layout;
    private final BatchRing ring;

    private EvaluationLoader(
            ImageSource source, Views views, int batchSize, int workers, DecodeOptions decode, Skipped skipped) {
        this.images = new DecodedImages(source, views, 0, decode);
        this.views = views;
        this.skipped = skipped;
        this.layout = new ViewLayout(views, Math.min(batchSize, source.size()));
        int slots = LoaderConfig.slots(workers, layout.bytes());
        this.ring = new BatchRing(workers, slots, layout, source.size(), this::fill);
    }

    /**
     * Starts loading, with files decoded by {@link DecodeOptions#DEFAULT}.
     *
     * @param views what is made of each image; the draws of image {@code i} are the same at every pass
     * @param batchSize the most images in a batch, at least 1
     * @param workers threads that read and decode, at least 1
     * @param skipped takes the unreadable images
     */
    public static EvaluationLoader open(ImageSource source, Views views, int batchSize, int workers, Skipped skipped) {
        return open(source, views, batchSize, workers, DecodeOptions.DEFAULT, skipped);
    }

    /**
     * Starts loading.
     *
     * @param views what is made of each image; the draws of image {@code i} are the same at every pass
     * @param batchSize the most images in a batch, at least 1
     * @param workers threads that read and decode, at least 1
     * @param decode how files become pixels
     * @param skipped takes the unreadable images
     */
    public static EvaluationLoader open(
            ImageSource source, Views views, int batchSize, int workers, DecodeOptions decode, Skipped skipped) {
        LoaderConfig.of(batchSize, 0).withWorkers(workers); // checks the ranges
        return new EvaluationLoader(source, views, batchSize, workers, decode, skipped);
    }

    /**
     * Waits for the next batch and takes it; {@link LoadedBatch#release} gives its memory back. Null behind the last.
     *
     * @throws InterruptedException where the waiting thread was interrupted
     * @throws IllegalStateException where the loader is closed, or has thrown a worker's error before
     */
    public @Nullable LoadedBatch next() throws InterruptedException {
        for (Slot slot = ring.take(); slot != null; slot = ring.take()) {
            for (Slot.Failure failure : slot.failures()) {
                skipped.add(images.source().name(failure.image()), failure.reason());
            }
            Throwable error = slot.error();
            if (error != null) {
                ring.stop();
                throw Slot.rethrown(error);
            }
            int count = closeGaps(slot, ring.count(slot.batch()));
            if (count > 0) {
                return batch(slot, count);
            }
            ring.release(slot);
        }
        return null;
    }

    private LoadedBatch batch(Slot slot, int count) {
        return new LoadedBatch(ring, slot, layout, images.source(), 0, (int) slot.batch(), count);
    }

    /** Moves the readable images to the front, and counts them. */
    private int closeGaps(Slot slot, int filled) {
        int count = 0;
        for (int i = 0; i < filled; i++) {
            if (slot.images[i] >= 0) {
                if (count < i) {
                    slot.move(i, count);
                }
                count++;
            }
        }
        return count;
    }

    /** Nanoseconds that {@link #next} has waited so far, all calls together. */
    public long waitedNanos() {
        return ring.waitedNanos();
    }

    /** Ends the workers, each after the image in hand. */
    @Override
    public void close() {
        ring.close();
    }

    private void fill(Slot slot, int position) {
        int image = (int) slot.batch() * slot.images.length + position;
        try {
            slot.images[position] = -1;
            Picture pixels = images.get(image);
            for (int view = 0; view < layout.views(); view++) {
                Draws draws = Draws.of(0, Stream.SAMPLE, 0, image, view);
                views.render(pixels, view, draws, slot.floats(view), position * layout.floats(view));
            }
            slot.images[position] = image;
        } catch (IOException | UnreadableImageException e) {
            slot.unreadable(position, image, Reason.of(e));
        }
    }

    @Override
    public String toString() {
        return "EvaluationLoader[" + images.source().describe() + ", " + views + "]";
    }
}
