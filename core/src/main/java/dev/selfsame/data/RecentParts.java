package dev.selfsame.data;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of files that were used last, such as pages, within a number of bytes; the very last one always. Any number
 * of threads may use it.
 *
 * @param <V> a part
 */
final class RecentParts<V> {
    private static final int LOCKS = 64;

    private final long most;
    private final ToLongFunction<V> bytes;
    private final Map<Key, V> kept = new LinkedHashMap<>(16, 0.75F, true);
    /** A part is read under the lock of its key, so that two workers do not read it both. */
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    private long used;

    /**
     * Room for so many bytes.
     *
     * @param bytes what a part takes
     */
    RecentParts(long most, ToLongFunction<V> bytes) {
        this.most = most;
        this.bytes = bytes;
    }

    /** An eighth of the heap, at most 256 MiB. */
    static <V> RecentParts<V> ofUsualSize(ToLongFunction<V> bytes) {
        return new RecentParts<>(Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8), bytes);
    }

    /** What two windows of {@link BlockOrder} take, at most a quarter of the heap. */
    static <V> RecentParts<V> ofTwoWindows(ToLongFunction<V> bytes) {
        return new RecentParts<>(
                Math.min(2 * BlockOrder.WINDOW_BYTES, Runtime.getRuntime().maxMemory() / 4), bytes);
    }

    /**
     * A part.
     *
     * @param group what it is a part of, such as a row group, counted over all files
     */
    record Key(int group, int part) {}

    /** How a part is read. */
    interface Reader<V> {
        V read() throws IOException;
    }

    V get(Key key, Reader<V> reader) throws IOException {
        V known = find(key);
        if (known != null) {
            return known;
        }
        synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
            V meanwhile = find(key);
            return meanwhile != null ? meanwhile : keep(key, reader.read());
        }
    }

    private synchronized @Nullable V find(Key key) {
        return kept.get(key);
    }

    private synchronized V keep(Key key, V part) {
        kept.put(key, part);
        used += bytes.applyAsLong(part);
        Iterator<V> oldest = kept.values().iterator();
        while (used > most && kept.size() > 1) {
            used -= bytes.applyAsLong(oldest.next());
            oldest.remove();
        }
        return part;
    }

    /** Bytes of the parts that are kept. */
    synchronized long used() {
        return used;
    }
}
