package dev.selfsame.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The images of compressed shards, decompressed a shard at a time. Those that were used last are held: in Java's memory
 * where there is room, else in a temporary file. Any number of threads may ask; those that ask for a shard that is being
 * read wait for it, and one that has no room waits for some.
 */
final class UnpackedShards {
    /** Decompresses a shard. */
    interface Opener {
        void read(int shard, UnpackedShard to) throws IOException;
    }

    private final long memory;
    private final long most;
    private final long[] sizes;
    private final Opener opener;
    private final Map<Integer, Held> shards = new LinkedHashMap<>(16, 0.75f, true);
    private long used;
    private long usedMemory;

    /** A shard that is held, or being read for that. What changes is guarded by the shards. */
    private static final class Held {
        private final int shard;
        private final boolean inMemory;
        private int readers = 1;
        private @Nullable UnpackedShard images;

        Held(int shard, boolean inMemory) {
            this.shard = shard;
            this.inMemory = inMemory;
        }
    }

    /**
     * None yet.
     *
     * @param memory bytes that may be held in Java's memory
     * @param most bytes that may be held at all, at least the largest of {@code sizes}
     * @param sizes bytes that each shard's images take
     */
    UnpackedShards(long memory, long most, long[] sizes, Opener opener) {
        this.memory = memory;
        this.most = most;
        this.sizes = sizes;
        this.opener = opener;
    }

    /** The bytes of an image, which are the caller's own. */
    byte[] read(int shard, int image) throws IOException {
        while (true) {
            Held held = taken(shard);
            try {
                UnpackedShard images = held.images;
                return (images == null ? unpack(held) : images).read(image);
            } catch (ClosedChannelException e) { // a thread that was interrupted closes a file for all others
                drop(held);
                if (Thread.currentThread().isInterrupted()) {
                    throw new IOException("interrupted while a shard was read", e);
                }
            } finally {
                given(held);
            }
        }
    }

    /** The shard, which stays until it is given back; without images, it is the caller who has to read them. */
    private synchronized Held taken(int shard) throws IOException {
        while (true) {
            Held held = shards.get(shard);
            if (held == null && makeRoom(sizes[shard])) {
                Held begun = new Held(shard, usedMemory + sizes[shard] <= memory);
                shards.put(shard, begun);
                used += sizes[shard];
                usedMemory += begun.inMemory ? sizes[shard] : 0;
                return begun;
            }
            if (held != null && held.images != null) {
                held.readers++;
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

    private synchronized void given(Held held) {
        held.readers--;
        notifyAll();
    }

    private boolean makeRoom(long bytes) throws IOException {
        List<Held> oldest = new ArrayList<>(shards.values());
        for (int i = 0; i < oldest.size() && used + bytes > most; i++) {
            if (oldest.get(i).readers == 0) {
                drop(oldest.get(i));
            }
        }
        return used + bytes <= most;
    }

    private UnpackedShard unpack(Held held) throws IOException {
        UnpackedShard images = null;
        boolean whole = false;
        try {
            images = held.inMemory ? new UnpackedShard.InMemory() : TemporaryCopy.create();
            opener.read(held.shard, images);
            whole = true;
            return images;
        } finally {
            synchronized (this) {
                held.images = images;
                if (!whole) {
                    drop(held);
                }
                notifyAll();
            }
        }
    }

    /** Forgets a shard, if that wasn't done before. */
    private synchronized void drop(Held held) throws IOException {
        if (shards.remove(held.shard, held)) {
            used -= sizes[held.shard];
            usedMemory -= held.inMemory ? sizes[held.shard] : 0;
            notifyAll();
        }
        if (held.images != null) {
            held.images.close();
        }
    }

    /** Reads images off a stream: {@code places} ascend. One that Java's heap has no room for is left empty. */
    static void read(InputStream in, long[] places, int[] sizes, UnpackedShard to) throws IOException {
        long at = 0;
        for (int i = 0; i < places.length; i++) {
            in.skipNBytes(places[i] - at);
            boolean fits = ImageFiles.isRoomFor(sizes[i]);
            byte[] image = in.readNBytes(fits ? sizes[i] : 0);
            if (!fits) {
                in.skipNBytes(sizes[i]);
            } else if (image.length < sizes[i]) {
                throw new EOFException("the archive became shorter while it was read");
            }
            to.add(image);
            at = places[i] + sizes[i];
        }
    }
}
