package dev.selfsame.data;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.UnreadableImageException;
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
    private final long cacheBytes;
    private final DecodeOptions options;
    private final AtomicLong used = new AtomicLong();
    /** Image {@code i} is decoded under lock {@code i % LOCKS}, so that two workers do not decode it both. */
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    private volatile @Nullable AtomicReferenceArray<Pixels> kept;

    DecodedImages(ImageSource source, long cacheBytes, DecodeOptions options) {
        this.source = source;
        this.cacheBytes = cacheBytes;
        this.options = options;
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
        synchronized (locks[i % LOCKS]) {
            Pixels meanwhile = images.get(i);
            return meanwhile != null ? meanwhile : keep(images, i, decode(i));
        }
    }

    private Pixels keep(AtomicReferenceArray<Pixels> images, int i, Pixels decoded) {
        images.set(i, decoded);
        if (used.addAndGet(decoded.data().length + OVERHEAD) > cacheBytes) {
            kept = null;
        }
        return decoded;
    }

    private Pixels decode(int i) throws IOException, UnreadableImageException {
        return ImageDecoder.decode(source.read(i), options);
    }
}
