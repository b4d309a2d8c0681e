package dev.selfsame.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read in pieces by any number of threads. It is opened for each piece, so that nothing is held; where
 * it is compressed by gzip, which has no pieces, its contents are in memory.
 */
final class DataFile {
    private static final int MOST_HELD = 1 << 30;
    private static final int MOST_PER_BYTE = 1032; // of deflate

    private final Path path;
    private final long size;
    private final byte @Nullable [] held;

    private DataFile(Path path, long size, byte @Nullable [] held) {
        this.path = path;
        this.size = size;
        this.held = held;
    }

    /**
     * A file as it lies there.
     *
     * @throws SourceException where it cannot be read
     */
    static DataFile open(Path path) throws SourceException {
        try {
            return new DataFile(path, regularSize(path), null);
        } catch (IOException e) {
            throw new SourceException("cannot read " + path + ": " + Reason.of(e), e);
        }
    }

    /**
     * The contents of a gzip file, of at most 1 GiB.
     *
     * @param headLength how much of them tells their length
     * @param length tells it from that much, or from all where they are shorter
     * @throws SourceException where it cannot be read
     */
    static DataFile unpack(Path path, int headLength, ToLongFunction<byte[]> length) throws SourceException {
        try {
            long packed = regularSize(path);
            try (InputStream in = new GZIPInputStream(Files.newInputStream(path), 1 << 16)) {
                byte[] head = in.readNBytes(headLength);
                long rest = length.applyAsLong(head) - head.length;
                if (rest > MOST_HELD) {
                    throw new IOException("more than 1 GiB when unpacked: unpack it on disk");
                }
                if (rest > packed * MOST_PER_BYTE) {
                    throw new IOException("cut off or damaged: its header claims " + rest + " bytes");
                }
                byte[] more = in.readNBytes((int) Math.max(0, rest) + 1); // one more shows that there are too many
                byte[] held = Arrays.copyOf(head, head.length + more.length);
                System.arraycopy(more, 0, held, head.length, more.length);
                return new DataFile(path, held.length, held);
            }
        } catch (IOException e) {
            String reason = e instanceof EOFException ? "the gzip file is cut off" : Reason.of(e);
            throw new SourceException("cannot read " + path + ": " + reason, e);
        }
    }

    private static long regularSize(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) { // a pipe would be waited for, without end
            throw new IOException(Files.isDirectory(path) ? "a folder, not a file" : "not a regular file");
        }
        return Files.size(path);
    }

    Path path() {
        return path;
    }

    /** The file's last name. */
    String name() {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    /** How many bytes there were when it was opened, unpacked. */
    long size() {
        return size;
    }

    /**
     * Reads a piece, which lies within the size.
     *
     * @throws IOException where it cannot be read, or lies no longer there
     */
    byte[] read(long at, int length) throws IOException {
        if (held != null) {
            return Arrays.copyOfRange(held, (int) at, (int) at + length);
        }
        byte[] piece = new byte[length];
        ByteBuffer buffer = ByteBuffer.wrap(piece);
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            channel.position(at);
            while (buffer.hasRemaining()) {
                buffer.limit(Math.min(length, buffer.position() + ImageFiles.CHUNK));
                if (channel.read(buffer) < 0) {
                    throw new IOException("the file " + name() + " has become shorter");
                }
                buffer.limit(length);
            }
        }
        return piece;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
