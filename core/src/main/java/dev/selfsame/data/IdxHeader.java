package dev.selfsame.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The header of an idx file: two zero bytes, the type, the number of dimensions, and the size of each as a big-endian
 * integer.
 */
final class IdxHeader {
    private static final int UNSIGNED_BYTE = 8;
    private static final int MAGIC = 4;
    private static final int MOST_DIMENSIONS = 4;

    private IdxHeader() {}

    /** Where the values begin. */
    static int length(int dimensions) {
        return MAGIC + Integer.BYTES * dimensions;
    }

    /** An idx file, whose name ends in {@code .gz} where it is packed. */
    static DataFile open(Path path) throws SourceException {
        boolean packed = path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
        return packed ? DataFile.unpack(path, length(MOST_DIMENSIONS), IdxHeader::fileLength) : DataFile.open(path);
    }

    /** The length of a file that begins so; 0 where it is no idx file. */
    private static long fileLength(byte[] head) {
        if (head.length < MAGIC || head[3] < 1 || head[3] > MOST_DIMENSIONS || head.length < length(head[3])) {
            return 0;
        }
        double values = 1;
        for (int d = 0; d < head[3]; d++) {
            values *= Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt(length(d)));
        }
        return (long) values + length(head[3]);
    }

    /**
     * The size of each dimension of a file of unsigned bytes.
     *
     * @throws SourceException where it is no such file, or not as long as its header says
     */
    static int[] sizes(DataFile file) throws SourceException {
        byte[] magic = read(file, 0, (int) Math.min(MAGIC, file.size()));
        if (magic.length < MAGIC || magic[0] != 0 || magic[1] != 0) {
            throw new SourceException(
                    file + " is no idx file: it does not begin with two zero bytes, type and dimensions");
        }
        int dimensions = magic[3];
        if (magic[2] != UNSIGNED_BYTE || dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw new SourceException(String.format(
                    Locale.ROOT,
                    "%s is an idx file of type 0x%02x with %d dimensions: only unsigned bytes (0x08) are read",
                    file,
                    magic[2],
                    dimensions & 0xFF));
        }
        if (file.size() < length(dimensions)) {
            throw new SourceException(file + " is cut off in its header: " + file.size() + " bytes");
        }
        ByteBuffer header = ByteBuffer.wrap(read(file, MAGIC, Integer.BYTES * dimensions));
        int[] sizes = new int[dimensions];
        double values = 1; // exact up to 2^53
        StringBuilder text = new StringBuilder();
        for (int d = 0; d < dimensions; d++) {
            sizes[d] = header.getInt();
            values *= Integer.toUnsignedLong(sizes[d]);
            text.append(d == 0 ? "" : "×").append(Integer.toUnsignedString(sizes[d]));
        }
        if (length(dimensions) + values != file.size()) {
            throw new SourceException(String.format(
                    Locale.ROOT,
                    "%s is cut off or damaged: its header says %s bytes behind itself, and there are %d",
                    file,
                    text,
                    file.size() - length(dimensions)));
        }
        for (int size : sizes) {
            if (size < 0) {
                throw new SourceException(file + " is too large: " + text);
            }
        }
        return sizes;
    }

    /** A piece of the file. */
    static byte[] read(DataFile file, long at, int length) throws SourceException {
        try {
            return file.read(at, length);
        } catch (IOException e) {
            throw new SourceException("cannot read " + file + ": " + Reason.of(e), e);
        }
    }
}
