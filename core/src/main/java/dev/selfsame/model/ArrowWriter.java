package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.selfsame.data.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arrow's IPC file format, version 5 (the Arrow columnar format, "IPC File Format"), uncompressed. Rows are collected
 * into batches of about {@value #BATCH_BYTES} bytes, so memory does not grow with their number.
 */
final class ArrowWriter implements EmbeddingWriter {
    static final byte[] MAGIC = "ARROW1".getBytes(US_ASCII);

    /** Buffers and messages begin at multiples of so many bytes. */
    static final int ALIGNMENT = 8;

    private static final int BATCH_BYTES = 4 << 20;
    private static final int CONTINUATION = -1;

    private final int dimension;
    private final @Nullable String model;
    private final AtomicFile file;
    private final OutputStream out;
    private final Strings paths = new Strings();
    private final Strings labels = new Strings();
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private final List<ArrowMetadata.Place> batches = new ArrayList<>();
    private long position;
    private int rows;

    ArrowWriter(Path path, int dimension, @Nullable String model) throws IOException {
        this.dimension = dimension;
        this.model = model;
        this.file = AtomicFile.create(path);
        this.out = new BufferedOutputStream(file.stream(), 1 << 16);
        write(padded(MAGIC));
        writeMessage(ArrowMetadata.schema(dimension, model));
    }

    @Override
    public void write(String name, @Nullable String label, float[] embedding) throws IOException {
        EmbeddingWriter.requireDimension(dimension, embedding);
        paths.add(name);
        labels.add(label);
        byte[] row = new byte[dimension * Float.BYTES];
        littleEndian(row).asFloatBuffer().put(embedding);
        values.writeBytes(row);
        rows++;
        if (values.size() + paths.bytes() + labels.bytes() >= BATCH_BYTES) {
            endBatch();
        }
    }

    @Override
    public void commit() throws IOException {
        endBatch();
        write(ints(CONTINUATION, 0));
        byte[] footer = ArrowMetadata.footer(dimension, model, batches);
        write(footer);
        write(ints(footer.length));
        write(MAGIC);
        out.flush();
        file.commit();
    }

    private void endBatch() throws IOException {
        if (rows == 0) {
            return;
        }
        List<byte[]> buffers = List.of(
                new byte[0],
                paths.offsets(),
                paths.text(),
                labels.validity(),
                labels.offsets(),
                labels.text(),
                new byte[0],
                new byte[0],
                values.toByteArray());
        List<ArrowMetadata.Extent> extents = new ArrayList<>();
        long body = 0;
        for (byte[] buffer : buffers) {
            extents.add(new ArrowMetadata.Extent(body, buffer.length));
            body += padding(buffer.length) + buffer.length;
        }
        long offset = position;
        writeMessage(ArrowMetadata.batch(rows, labels.nulls(), dimension, extents, body));
        batches.add(new ArrowMetadata.Place(offset, (int) (position - offset), body));
        for (byte[] buffer : buffers) {
            write(buffer);
            write(new byte[padding(buffer.length)]);
        }
        paths.clear();
        labels.clear();
        values.reset();
        rows = 0;
    }

    private void writeMessage(byte[] message) throws IOException {
        byte[] whole = padded(message);
        write(ints(CONTINUATION, whole.length));
        write(whole);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    private static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + padding(bytes.length));
    }

    private static int padding(int length) {
        return -length & ALIGNMENT - 1;
    }

    private static byte[] ints(int... numbers) {
        byte[] bytes = new byte[Integer.BYTES * numbers.length];
        littleEndian(bytes).asIntBuffer().put(numbers);
        return bytes;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A column of texts: where each ends, and all of them together. */
    private static final class Strings {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private final List<Integer> ends = new ArrayList<>();
        private final BitSet there = new BitSet();

        void add(@Nullable String value) {
            if (value != null) {
                text.writeBytes(value.getBytes(UTF_8));
                there.set(ends.size());
            }
            ends.add(text.size());
        }

        int bytes() {
            return text.size() + Integer.BYTES * ends.size();
        }

        int nulls() {
            return ends.size() - there.cardinality();
        }

        byte[] validity() {
            return Arrays.copyOf(there.toByteArray(), (ends.size() + 7) / 8);
        }

        byte[] offsets() {
            byte[] offsets = new byte[Integer.BYTES * (ends.size() + 1)];
            ByteBuffer into = littleEndian(offsets).putInt(0);
            ends.forEach(into::putInt);
            return offsets;
        }

        byte[] text() {
            return text.toByteArray();
        }

        void clear() {
            text.reset();
            ends.clear();
            there.clear();
        }
    }
}
