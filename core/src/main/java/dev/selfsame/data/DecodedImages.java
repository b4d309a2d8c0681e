package dev.selfsame.data;

import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.UnreadableImageException;
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
    private final long cacheBytes;
    private final AtomicLong used = new AtomicLong();
    private final AtomicInteger decodings = new AtomicInteger();
    /** Image {@code i} is decoded under lock {@code i % LOCKS}, so that two workers do not decode it both. */
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    private volatile @Nullable AtomicReferenceArray<Pixels> kept;
    private volatile boolean full;

    DecodedImages(ImageSource source, long cacheBytes) {
        this.source = source;
        this.cacheBytes = cacheBytes;
        this.kept = (long) source.size() * OVERHEAD <= cacheBytes ? new AtomicReferenceArray<>(source.size()) : null;
    }

    ImageSource source() {
        return source;
    }

    /** Image {@code i}, which the caller must not write into. */
    Pixels get(int i) throws IOException, UnreadableImageException {
        AtomicReferenceArray<Pixels> images = kept;
        if (images == null) {
            return decode(i);
        }
        Pixels known = images.get(i);
        if (known != null) {
            return known;
        }
        if (full) {
            return decode(i);
        }
        synchronized (locks[i % LOCKS]) {
            Pixels meanwhile = images.get(i);
            return meanwhile != null ? meanwhile : keep(images, i, decode(i));
        }
    }

    private Pixels keep(AtomicReferenceArray<Pixels> images, int i, Pixels decoded) {
        int size = decoded.data().length + OVERHEAD;
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

    private Pixels decode(int i) throws IOException, UnreadableImageException {
        return ImageDecoder.decode(source.read(i));
    }
}
