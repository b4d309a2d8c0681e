package dev.selfsame.data;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.Picture;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source's images, decoded, as many as fit into a number of bytes, the first that come. None makes room for another:
 * every image is asked for about once an epoch, so that any are worth as much as those kept. How large they are is known
 * from the first; where less than an eighth of them would fit, none is kept, since that would save as little of the
 * decoding.
 */
final class DecodedImages {
    /** What an image takes beside its samples. */
    static final int OVERHEAD = 56;

    private static final int LOCKS = 64;
    /** Images from whose size that of all is estimated. */
    private static final int SAMPLE = 64;
    /** Kept are at least one image of so many. */
    private static final int LEAST_SHARE = 8;

    private final ImageSource source;
    private final Views views;
    private final long cacheBytes;
    private final DecodeOptions options;
    private final AtomicLong used = new AtomicLong();
    private final AtomicInteger decodings = new AtomicInteger();
    /** Image {@code i} is decoded under lock {@code i % LOCKS}, so that two workers do not decode it both. */
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    private volatile @Nullable AtomicReferenceArray<Picture> kept;
    private volatile boolean full;

    /**
     * The images of a source.
     *
     * @param views what they are decoded for
     */
    DecodedImages(ImageSource source, Views views, long cacheBytes, DecodeOptions options) {
        this.source = source;
        this.views = views;
        this.cacheBytes = cacheBytes;
        this.options = options;
        this.kept = (long) source.size() * OVERHEAD <= cacheBytes ? new AtomicReferenceArray<>(source.size()) : null;
    }

    ImageSource source() {
        return source;
    }

    /** Image {@code i}, which the caller must not write into. */
    Picture get(int i) throws IOException, UnreadableImageException {
        AtomicReferenceArray<Picture> images = kept;
        if (images == null) {
            return decode(i);
        }
        Picture known = images.get(i);
        if (known != null) {
            return known;
        }
        if (full) {
            return decode(i);
        }
        synchronized (locks[i % LOCKS]) {
            Picture meanwhile = images.get(i);
            return meanwhile != null ? meanwhile : keep(images, i, decode(i));
        }
    }

    private Picture decode(int i) throws IOException, UnreadableImageException {
        return source.decode(i, views, options);
    }

    private Picture keep(AtomicReferenceArray<Picture> images, int i, Picture decoded) {
        long size = decoded.bytes() + OVERHEAD;
        long bytes = used.addAndGet(size);
        int count = decodings.incrementAndGet();
        if (bytes <= cacheBytes) {
            images.set(i, decoded);
        } else {
            full = true;
        }
        if ((full || count == SAMPLE) && bytes / count * source.size() / LEAST_SHARE > cacheBytes) {
            kept = null;
        }
        return decoded;
    }
}
