package dev.selfsame.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.zip.CRC32;

/**
 * A row as an {@link EmbeddingJournal} keeps it: the place of its image in the source, its D values and a checksum (CRC-32),
 * little-endian. One after the other is read or written by it.
 */
final class JournalRecord {
    private final ByteBuffer bytes;
    private final int dimension;

    JournalRecord(int dimension) {
        this.dimension = dimension;
        this.bytes = ByteBuffer.allocate(Integer.BYTES * (dimension + 2)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** How many bytes each has. */
    int size() {
        return bytes.capacity();
    }

    /** All its bytes, to be read into or written out. Not a copy. */
    ByteBuffer bytes() {
        return bytes.clear();
    }

    void set(int image, float[] embedding) {
        bytes.putInt(0, image);
        values().put(embedding);
        bytes.putInt(size() - Integer.BYTES, checksum());
    }

    int image() {
        return bytes.getInt(0);
    }

    float[] embedding() {
        float[] embedding = new float[dimension];
        values().get(embedding);
        return embedding;
    }

    /** Whether it is as it was set. */
    boolean isWhole() {
        return bytes.getInt(size() - Integer.BYTES) == checksum();
    }

    private FloatBuffer values() {
        return bytes.clear()
                .position(Integer.BYTES)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
    }

    private int checksum() {
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, size() - Integer.BYTES);
        return (int) crc.getValue();
    }
}
