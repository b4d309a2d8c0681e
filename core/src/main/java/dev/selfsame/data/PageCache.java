package dev.selfsame.data;

import dev.selfsame.parquet.ParquetValues;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pages that were used last, within a number of bytes; the very last one always. Any number of threads may use it. */
final class PageCache {
    private static final int LOCKS = 64;

    private final long most;
    private final Map<Key, ParquetValues> kept = new LinkedHashMap<>(16, 0.75F, true);
    /** A page is read under the lock of its key, so that two workers do not read it both. */
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    private long used;

    /** A cache of so many bytes. */
    PageCache(long most) {
        this.most = most;
    }

    /** An eighth of the heap, at most 256 MiB. */
    static PageCache ofUsualSize() {
        return new PageCache(Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8));
    }

    /**
     * A page.
     *
     * @param group the row group, counted over all files
     */
    record Key(int group, int page) {}

    /** How a page is read. */
    interface Reader {
        ParquetValues read() throws IOException;
    }

    ParquetValues get(Key key, Reader reader) throws IOException {
        ParquetValues known = find(key);
        if (known != null) {
            return known;
        }
        synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
            ParquetValues meanwhile = find(key);
            return meanwhile != null ? meanwhile : keep(key, reader.read());
        }
    }

    private synchronized @Nullable ParquetValues find(Key key) {
        return kept.get(key);
    }

    private synchronized ParquetValues keep(Key key, ParquetValues page) {
        kept.put(key, page);
        used += page.memoryBytes();
        Iterator<ParquetValues> oldest = kept.values().iterator();
        while (used > most && kept.size() > 1) {
            used -= oldest.next().memoryBytes();
            oldest.remove();
        }
        return page;
    }

    /** Bytes of the pages that are kept. */
    synchronized long used() {
        return used;
    }
}
