package dev.selfsame.data;

import dev.selfsame.image.Picture;
import dev.selfsame.image.UnreadableImageException;
import dev.selfsame.view.Views;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source's images, decoded. All are kept while they fit into a number of bytes; once they do not, none is, since a
 * part of a large source in random order is hardly ever asked for again.
 */
final class DecodedImages {
    /** What an image takes beside its samples. */
    static final int OVERHEAD = 56;

    private static final int LOCKS = 64;

    private final ImageSource source;
    private final Views views;
    private final long cacheBytes;
    private final AtomicLong used = new AtomicLong();
    /** Image {@code i} is decoded under lock {@code i % LOCKS}, so that two workers do not decode it both. */
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    private volatile @Nullable AtomicReferenceArray<Picture> kept;

    /**
     * The images of a source.
     *
     * @param views what they are decoded for
     */
    DecodedImages(ImageSource source, Views views, long cacheBytes) {
        this.source = source;
        this.views = views;
        this.cacheBytes = cacheBytes;
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
        synchronized (locks[i % LOCKS]) {
            Picture meanwhile = images.get(i);
            return meanwhile != null ? meanwhile : keep(images, i, decode(i));
        }
    }

    private Picture keep(AtomicReferenceArray<Picture> images, int i, Picture decoded) {
        images.set(i, decoded);
        if (used.addAndGet(decoded.bytes() + OVERHEAD) > cacheBytes) {
            kept = null;
        }
        return decoded;
    }

    private Picture decode(int i) throws IOException, UnreadableImageException {
        return views.decode(source.read(i));
    }
}
