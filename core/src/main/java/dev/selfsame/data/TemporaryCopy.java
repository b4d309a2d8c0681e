package dev.selfsame.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * In a file of the system's temporary folder, which has no name there any more where the system allows that, and is gone
 * when the process ends, however it does.
 */
final class TemporaryCopy implements UnpackedShard {
    private static final double MIB = 1 << 20;

    private final FileChannel file;
    private long[] ends = new long[16];
    private int images;

    private TemporaryCopy(FileChannel file) {
        this.file = file;
    }

    /** One without images. */
    static TemporaryCopy create() throws IOException {
        Path path = Files.createTempFile("selfsame-", ".images");
        try {
            return new TemporaryCopy(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** Where the files are. */
    static Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir", "."));
    }

    /** Bytes that there is room for. */
    static long free() {
        return folder().toFile().getUsableSpace();
    }

    /** Refuses what would have to lie in the folder where that is too small. */
    static void requireSpace(String source, long needed, long free) throws SourceException {
        if (needed > free) {
            throw new SourceException(String.format(
                    Locale.ROOT,
                    "%.1f MiB of the images in %s, which is compressed, would lie decompressed in %s, where %.1f MiB are"
                            + " free: decompress it, make smaller shards, or name another folder by"
                            + " SELFSAME_OPTS=-Djava.io.tmpdir=FOLDER",
                    needed / MIB,
                    source,
                    folder(),
                    free / MIB));
        }
    }

    @Override
    public void add(byte[] image) throws IOException {
        long at = begin(images);
        ByteBuffer buffer = ByteBuffer.wrap(image);
        while (buffer.position() < image.length) {
            buffer.limit(Math.min(image.length, buffer.position() + ImageFiles.CHUNK));
            file.write(buffer, at + buffer.position());
        }
        ends = images == ends.length ? Arrays.copyOf(ends, 2 * images) : ends;
        ends[images++] = at + image.length;
    }

    @Override
    public byte[] read(int image) throws IOException {
        long at = begin(image);
        byte[] bytes = new byte[(int) (ends[image] - at)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.position() < bytes.length) {
            buffer.limit(Math.min(bytes.length, buffer.position() + ImageFiles.CHUNK));
            if (file.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException("a temporary file became shorter while it was read");
            }
        }
        return bytes;
    }

    private long begin(int image) {
        return image == 0 ? 0 : ends[image - 1];
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
