package dev.selfsame.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The images of compressed shards, decompressed a shard at a time and kept as long as there is room. Any number of
 * threads may ask; those that ask for a shard that is being read wait for it, and one that has no room waits for some.
 */
final class UnpackedShards {
    /** Reads all images of a shard, in order. */
    interface Opener {
        byte[][] read(int shard) throws IOException;
    }

    private static final byte[][] BEING_READ = {};

    private final long room;
    private final long[] sizes;
    private final Opener opener;
    private final Map<Integer, byte[][]> shards = new LinkedHashMap<>(16, 0.75f, true);
    private long used;

    /**
     * None yet.
     *
     * @param room bytes that may be held, at least the largest of {@code sizes}
     * @param sizes bytes that each shard's images take
     */
    UnpackedShards(long room, long[] sizes, Opener opener) {
        this.room = room;
        this.sizes = sizes;
        this.opener = opener;
    }

    /** The bytes of an image, which are the caller's own. */
    byte[] read(int shard, int image) throws IOException {
        byte[][] held = reserved(shard);
        if (held != BEING_READ) {
            return held[image].clone();
        }
        byte[][] images = null;
        try {
            images = opener.read(shard);
            return images[image].clone();
        } finally {
            done(shard, images);
        }
    }

    /** The shard's images; or {@link #BEING_READ}, and it is the caller who has to read them. */
    private synchronized byte[][] reserved(int shard) throws IOException {
        while (true) {
            byte[][] held = shards.get(shard);
            if (held == null && makeRoom(sizes[shard])) {
                used += sizes[shard];
                shards.put(shard, BEING_READ);
                return BEING_READ;
            }
            if (held != null && held != BEING_READ) {
                return held;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while a shard was read", e);
            }
        }
    }

    private boolean makeRoom(long bytes) {
        Iterator<Map.Entry<Integer, byte[][]>> oldest = shards.entrySet().iterator();
        while (used + bytes > room && oldest.hasNext()) {
            Map.Entry<Integer, byte[][]> entry = oldest.next();
            if (entry.getValue() != BEING_READ) {
                used -= sizes[entry.getKey()];
                oldest.remove();
            }
        }
        return used + bytes <= room;
    }

    private synchronized void done(int shard, byte @Nullable [][] images) {
        if (images == null) {
            shards.remove(shard);
            used -= sizes[shard];
        } else {
            shards.put(shard, images);
        }
        notifyAll();
    }

    /** Reads images off a stream: {@code places} ascend. */
    static byte[][] read(InputStream in, long[] places, int[] sizes) throws IOException {
        byte[][] images = new byte[places.length][];
        long at = 0;
        for (int i = 0; i < images.length; i++) {
            in.skipNBytes(places[i] - at);
            images[i] = in.readNBytes(sizes[i]);
            if (images[i].length < sizes[i]) {
                throw new EOFException("the archive became shorter while it was read");
            }
            at = places[i] + sizes[i];
        }
        return images;
    }
}
