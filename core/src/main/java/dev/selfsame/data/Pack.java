package dev.selfsame.data;

import dev.selfsame.image.UnreadableImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the images of any source into tar shards as WebDataset reads them, in the source's order: {@code KEY.jpg} and,
 * where there is a label, {@code KEY.cls} with its text. Equal images packed in an equal way give equal bytes, for any
 * number of workers. Images that can't be read are left out and listed.
 *
 * <p>Each shard is written aside, read back and renamed, so that there is never half a shard; a pack that was stopped or
 * killed can be gone on with from its first missing shard.
 */
public final class Pack {
    private final ImageSource source;
    private final PackTarget target;
    private final PackConfig config;
    private final Watcher watcher;
    private final Skipped skipped;
    private final PackLog log;
    private int packed;
    private long bytes;

    /** Looks on while images are packed. */
    public interface Watcher {
        /** So many images of the source are done, those of earlier sittings included. */
        void done(int images);

        /** Whether to stop; what is finished stays. */
        boolean stops();
    }

    /**
     * What was packed, by all sittings together.
     *
     * @param images in the shards
     * @param shards how many
     * @param bytes of the shards
     * @param stopped whether the watcher stopped it before the end
     */
    public record Result(int images, int shards, long bytes, boolean stopped) {}

    private Pack(
            ImageSource source, PackTarget target, PackConfig config, Watcher watcher, Skipped skipped, PackLog log) {
        this.source = source;
        this.target = target;
        this.config = config;
        this.watcher = watcher;
        this.skipped = skipped;
        this.log = log;
        for (PackLog.Shard shard : log.shards()) {
            packed += shard.images();
            bytes += shard.bytes();
        }
    }

    /**
     * Packs a source.
     *
     * @param resume whether to go on with what is there; else there must be nothing
     * @param skipped takes the images that can't be read
     * @throws SourceException where there are shards already and {@code resume} is false; where they are of other images
     *     or were packed in another way and it is true; or where no image can be read
     * @throws IOException where a shard can't be written
     * @throws InterruptedException where the thread was interrupted
     */
    public static Result run(
            ImageSource source, PackTarget target, PackConfig config, boolean resume, Skipped skipped, Watcher watcher)
            throws IOException, InterruptedException {
        boolean begun = Files.exists(target.log());
        if (!resume && (begun || Files.exists(target.shard(0)))) {
            throw new SourceException((begun ? target.log() : target.shard(0))
                    + " is there already: name another place, or go on with --resume");
        }
        if (!begun && Files.exists(target.shard(0))) {
            throw new SourceException("can't go on with " + target + ": " + target.log() + " is missing");
        }
        PackLog log = begun
                ? PackLog.read(target.log(), source, config, target)
                : PackLog.create(target.log(), source, config);
        if (begun) {
            skipped.read(target.skipped(), IntStream.range(0, log.next()).mapToObj(source::name));
        }
        return new Pack(source, target, config, watcher, skipped, log).run();
    }

    private Result run() throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(config.workers());
        try {
            boolean stopped = packAll(workers);
            skipped.write(target.skipped());
            if (!stopped && packed == 0) {
                Skipped.Entry first = skipped.entries().get(0);
                throw new SourceException("none of the images can be read (" + first.name() + ": " + first.reason()
                        + "): " + source.describe());
            }
            return new Result(packed, log.shards().size(), bytes, stopped);
        } finally {
            workers.shutdownNow();
            log.deleteIfEmpty();
        }
    }

    /** True where the watcher stopped it. */
    private boolean packAll(ExecutorService workers) throws IOException, InterruptedException {
        Deque<Future<PackedImage>> ahead = new ArrayDeque<>();
        int next = log.next();
        int from = next;
        PackedShard shard = null;
        try {
            for (int i = from; i < source.size(); i++) {
                while (next < source.size() && ahead.size() < 2 * config.workers()) {
                    int wanted = next++;
                    ahead.add(workers.submit(() -> PackedImage.of(source, wanted, config)));
                }
                if (watcher.stops()) {
                    return true;
                }
                PackedImage image = taken(ahead.remove(), i);
                if (image != null) {
                    String label = source.label(i);
                    if (shard != null && isFull(shard, image, label, i)) {
                        finish(shard, from, i);
                        shard = null;
                        from = i;
                    }
                    shard = shard == null
                            ? new PackedShard(target.shard(log.shards().size()))
                            : shard;
                    shard.add(image, label, i);
                }
                watcher.done(i + 1);
            }
            if (shard != null) {
                finish(shard, from, source.size());
            }
            return false;
        } finally {
            if (shard != null) {
                shard.close();
            }
        }
    }

    private boolean isFull(PackedShard shard, PackedImage image, @Nullable String label, int i) {
        return shard.images() >= config.shardImages() || shard.bytesWith(image, label, i) > config.shardBytes();
    }

    private void finish(PackedShard shard, int from, int to) throws IOException {
        shard.commit();
        skipped.write(target.skipped());
        log.add(new PackLog.Shard(target.name(log.shards().size()), from, to, shard.images(), shard.bytes()));
        packed += shard.images();
        bytes += shard.bytes();
    }

    /** The image, or null where it can't be read. */
    private @Nullable PackedImage taken(Future<PackedImage> image, int i) throws InterruptedException {
        try {
            return image.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException || cause instanceof UnreadableImageException) {
                skipped.add(source.name(i), Reason.of(cause));
                return null;
            }
            if (cause instanceof Error serious) {
                throw serious;
            }
            throw cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
        }
    }
}
