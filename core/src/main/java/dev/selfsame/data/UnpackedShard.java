package dev.selfsame.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The decompressed images of a shard. One thread adds them all, then any number may read. */
sealed interface UnpackedShard extends AutoCloseable permits UnpackedShard.InMemory, TemporaryCopy {
    /** Adds the next image, whose bytes become the shard's own. */
    void add(byte[] image) throws IOException;

    /** The bytes of an image, which are the caller's own. */
    byte[] read(int image) throws IOException;

    /** Gives back what it takes. */
    @Override
    void close() throws IOException;

    /** In Java's memory. */
    final class InMemory implements UnpackedShard {
        private final List<byte[]> images = new ArrayList<>();

        @Override
        public void add(byte[] image) {
            images.add(image);
        }

        @Override
        public byte[] read(int image) {
            return images.get(image).clone();
        }

        @Override
        public void close() {}
    }
}
