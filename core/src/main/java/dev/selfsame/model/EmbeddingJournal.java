package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selfsame.data.ChosenImages;
import dev.selfsame.data.ImageSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The rows of a file of embeddings that is not whole yet, in {@code FILE.unfinished}: a process that is killed while it
 * embeds leaves what it had, and the next one goes on from there. One at a time may write it.
 *
 * <pre>{@code
 * try (EmbeddingJournal journal = EmbeddingJournal.resume(file, images, encoder)) {
 *     encoder.embed(journal, skipped);
 *     try (EmbeddingWriter writer = EmbeddingWriter.create(file, encoder.dimension(), encoder.fingerprint())) {
 *         journal.writeTo(writer);
 *         writer.commit();
 *     }
 *     journal.delete();
 * }
 * }</pre>
 *
 * <p>The file is a line that says of what it is, and for each image its place in the source, its D values and a checksum
 * (CRC-32), little-endian.
 */
public final class EmbeddingJournal implements AutoCloseable {
    private static final String KIND = "selfsame-embed 1";
    private static final int LONGEST_HEAD = 1_000;

    private final Path target;
    private final Path file;
    private final ImageSource images;
    private final FileChannel channel;
    private final ByteBuffer record;
    private final int dimension;
    /** For each image the number of its record, -1 where it has none. */
    private final int[] records;

    private long start;
    private int count;

    private EmbeddingJournal(Path target, ImageSource images, int dimension, FileChannel channel) {
        this.target = target;
        this.file = of(target);
        this.images = images;
        this.dimension = dimension;
        this.channel = channel;
        this.record = ByteBuffer.allocate(Integer.BYTES * (dimension + 2)).order(ByteOrder.LITTLE_ENDIAN);
        this.records = new int[images.size()];
        Arrays.fill(records, -1);
    }

    /** {@code FILE.unfinished}. */
    public static Path of(Path file) {
        return file.resolveSibling(file.getFileName() + ".unfinished");
    }

    /**
     * Starts anew, whatever was left.
     *
     * @param target the file of embeddings that is wanted
     * @throws IOException if it can't be written, or another process writes it
     */
    public static EmbeddingJournal begin(Path target, ImageSource images, Encoder encoder) throws IOException {
        EmbeddingJournal journal = open(target, images, encoder.dimension());
        try {
            journal.channel.truncate(0);
            journal.writeHead(head(images, encoder));
            return journal;
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /**
     * Goes on from what was left, or starts where there is nothing.
     *
     * @param target the file of embeddings that is wanted
     * @throws ModelFileException if what was left is of other images, of another encoder or of other options
     * @throws IOException if it can't be written, or another process writes it
     */
    public static EmbeddingJournal resume(Path target, ImageSource images, Encoder encoder) throws IOException {
        EmbeddingJournal journal = open(target, images, encoder.dimension());
        try {
            journal.read(head(images, encoder));
            return journal;
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private static EmbeddingJournal open(Path target, ImageSource images, int dimension) throws IOException {
        Path file = of(target.toAbsolutePath());
        Files.createDirectories(file.resolveSibling(""));
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!lock(channel)) {
            channel.close();
            throw new IOException(target + " is being written already: wait for that, or name another file");
        }
        return new EmbeddingJournal(target, images, dimension, channel);
    }

    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true; // there are file systems without locks
        }
    }

    private static String head(ImageSource images, Encoder encoder) {
        return String.join("; ", KIND, encoder.fingerprint(), images.fingerprint(), encoder.options()) + "\n";
    }

    private void writeHead(String head) throws IOException {
        byte[] bytes = head.getBytes(UTF_8);
        write(ByteBuffer.wrap(bytes), 0);
        start = bytes.length;
    }

    private void read(String wanted) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), LONGEST_HEAD));
        readFully(bytes, 0);
        String there = new String(bytes.array(), UTF_8);
        int end = there.indexOf('\n');
        if (end < 0) { // killed before it had begun
            channel.truncate(0);
            writeHead(wanted);
            return;
        }
        requireSame(there.substring(0, end + 1), wanted);
        start = there.substring(0, end + 1).getBytes(UTF_8).length;
        while (readRecord(count)) {
            records[record.getInt(0)] = count++;
        }
        channel.truncate(place(count));
    }

    private void requireSame(String there, String wanted) throws ModelFileException {
        String[] old = there.strip().split("; ", 4);
        String[] now = wanted.strip().split("; ", 4);
        String other = old.length != 4 || !old[0].equals(now[0])
                ? "by another version"
                : !old[1].equals(now[1])
                        ? "with another encoder"
                        : !old[2].equals(now[2])
                                ? "for other images"
                                : !old[3].equals(now[3]) ? "with other options (" + old[3] + ")" : "";
        if (!other.isEmpty()) {
            throw new ModelFileException(file + " was begun " + other + ": go on as it was begun, or begin anew");
        }
    }

    /** Reads a record that is whole. */
    private boolean readRecord(int number) throws IOException {
        if (place(number + 1) > channel.size()) {
            return false;
        }
        readFully(record.clear(), place(number));
        int image = record.getInt(0);
        return record.getInt(record.capacity() - Integer.BYTES) == checksum()
                && image >= 0
                && image < records.length
                && records[image] < 0;
    }

    private long place(int number) {
        return start + (long) number * record.capacity();
    }

    private int checksum() {
        CRC32 crc = new CRC32();
        crc.update(record.array(), 0, record.capacity() - Integer.BYTES);
        return (int) crc.getValue();
    }

    /** How many rows there are. */
    public int count() {
        return count;
    }

    /** The images without a row: those that are still to come, and those that couldn't be read. */
    public ChosenImages remaining() throws IOException {
        return ChosenImages.of(images, i -> records[i] < 0);
    }

    /**
     * Adds a row.
     *
     * @param image its place in the source
     */
    void write(int image, float[] embedding) throws IOException {
        EmbeddingWriter.requireDimension(dimension, embedding);
        record.clear().putInt(0, image);
        record.position(Integer.BYTES)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .put(embedding);
        record.clear().putInt(record.capacity() - Integer.BYTES, checksum());
        write(record, place(count));
        records[image] = count++;
    }

    /** Writes all rows in the order of the source; the caller commits the writer. */
    public void writeTo(EmbeddingWriter writer) throws IOException {
        for (int image = 0; image < records.length; image++) {
            if (records[image] >= 0) {
                readFully(record.clear(), place(records[image]));
                float[] row = new float[dimension];
                record.position(Integer.BYTES)
                        .slice()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer()
                        .get(row);
                writer.write(images.name(image), images.label(image), row);
            }
        }
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        try {
            for (long to = at; bytes.hasRemaining(); ) {
                to += channel.write(bytes, to);
            }
        } catch (IOException e) {
            throw e.getClass() == IOException.class
                    ? new FileSystemException(target.toString(), null, e.getMessage())
                    : e;
        }
    }

    private void readFully(ByteBuffer into, long at) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, at + into.position()) < 0) {
                throw new ModelFileException(file + " has become shorter while it was read");
            }
        }
        into.flip();
    }

    /** Removes the file, when its rows are elsewhere. */
    public void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    /** Closes the file, which stays for {@link #resume}. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return "EmbeddingJournal[" + file + ", " + count + " of " + records.length + " images]";
    }
}
