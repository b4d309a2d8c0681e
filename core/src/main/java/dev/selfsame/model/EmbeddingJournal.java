package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selfsame.data.ChosenImages;
import dev.selfsame.data.ImageSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

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

    private final JournalFile file;
    private final ImageSource images;
    private final JournalRecord record;
    private final int dimension;
    /** For each image the number of its record, -1 where it has none. */
    private final int[] records;

    private long start;
    private int count;

    private EmbeddingJournal(JournalFile file, ImageSource images, int dimension) {
        this.file = file;
        this.images = images;
        this.dimension = dimension;
        this.record = new JournalRecord(dimension);
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
        EmbeddingJournal journal = new EmbeddingJournal(JournalFile.open(target), images, encoder.dimension());
        try {
            journal.file.truncate(0);
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
        EmbeddingJournal journal = new EmbeddingJournal(JournalFile.open(target), images, encoder.dimension());
        try {
            journal.read(head(images, encoder));
            return journal;
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private static String head(ImageSource images, Encoder encoder) {
        return String.join("; ", KIND, encoder.fingerprint(), images.fingerprint(), encoder.options()) + "\n";
    }

    private void writeHead(String head) throws IOException {
        byte[] bytes = head.getBytes(UTF_8);
        file.write(ByteBuffer.wrap(bytes), 0);
        start = bytes.length;
    }

    private void read(String wanted) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.size(), LONGEST_HEAD));
        file.readFully(bytes, 0);
        String there = new String(bytes.array(), UTF_8);
        int end = there.indexOf('\n');
        if (end < 0) { // killed before it had begun
            file.truncate(0);
            writeHead(wanted);
            return;
        }
        requireSame(there.substring(0, end + 1), wanted);
        start = there.substring(0, end + 1).getBytes(UTF_8).length;
        while (readRecord(count)) {
            records[record.image()] = count++;
        }
        file.truncate(place(count));
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

    /** Reads a record; false where it isn't whole. */
    private boolean readRecord(int number) throws IOException {
        if (place(number + 1) > file.size()) {
            return false;
        }
        file.readFully(record.bytes(), place(number));
        int image = record.image();
        return record.isWhole() && image >= 0 && image < records.length && records[image] < 0;
    }

    private long place(int number) {
        return start + (long) number * record.size();
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
        record.set(image, embedding);
        file.write(record.bytes(), place(count));
        records[image] = count++;
    }

    /** Writes all rows in the order of the source; the caller commits the writer. */
    public void writeTo(EmbeddingWriter writer) throws IOException {
        for (int image = 0; image < records.length; image++) {
            if (records[image] >= 0) {
                file.readFully(record.bytes(), place(records[image]));
                writer.write(images.name(image), images.label(image), record.embedding());
            }
        }
    }

    /** Removes the file, when its rows are elsewhere. */
    public void delete() throws IOException {
        file.delete();
    }

    /** Closes the file, which stays for {@link #resume}. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public String toString() {
        return "EmbeddingJournal[" + file + ", " + count + " of " + records.length + " images]";
    }
}
