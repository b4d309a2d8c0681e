package dev.selfsame.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Arrow's IPC file format with the columns that {@link ArrowWriter} writes, a batch in memory at a time. */
final class ArrowRows implements EmbeddingRows {
    private static final int LARGEST = 1 << 30;

    private final Path file;
    private final FileChannel channel;
    private final Footer footer;
    private final ArrowColumns columns;
    private final int[] rows;
    private final int size;
    private int batch = -1;
    private int at;
    private RecordBatch head = new RecordBatch();
    private ByteBuffer body = ByteBuffer.allocate(0);

    private ArrowRows(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.footer = footer();
        this.columns = ArrowColumns.of(file, footer.schema());
        if (footer.recordBatchesLength() > channel.size()) {
            throw damaged("its footer claims " + footer.recordBatchesLength() + " batches");
        }
        this.rows = new int[footer.recordBatchesLength()];
        long total = 0;
        for (int i = 0; i < rows.length; i++) {
            long length = head(i).length();
            if (length < 0 || length > channel.size() || (total += length) > Integer.MAX_VALUE - 8) {
                throw damaged("batch " + i + " claims " + length + " rows");
            }
            rows[i] = (int) length;
        }
        this.size = (int) total;
    }

    static ArrowRows open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file);
        try {
            return new ArrowRows(file, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        } catch (RuntimeException e) { // of flatbuffers, which checks nothing
            channel.close();
            throw new ModelFileException(file + " is damaged: its metadata can't be read", e);
        }
    }

    private Footer footer() throws IOException {
        int tail = Integer.BYTES + ArrowWriter.MAGIC.length;
        long length = channel.size();
        int magic = ArrowWriter.MAGIC.length;
        if (length < magic || !begins(read(0, magic), ArrowWriter.MAGIC)) {
            throw new ModelFileException(file + " is no Arrow file");
        }
        if (length < magic + tail) {
            throw new ModelFileException(file + " is cut off");
        }
        ByteBuffer end = read(length - tail, tail);
        int bytes = end.getInt(0);
        if (!begins(end.position(Integer.BYTES), ArrowWriter.MAGIC)) {
            throw new ModelFileException(file + " is cut off");
        }
        if (bytes < 1 || bytes > length - tail - magic) {
            throw damaged("its footer claims " + bytes + " bytes");
        }
        return Footer.getRootAsFooter(read(length - tail - bytes, bytes));
    }

    private static boolean begins(ByteBuffer bytes, byte[] with) {
        return bytes.remaining() >= with.length
                && bytes.slice().limit(with.length).equals(ByteBuffer.wrap(with));
    }

    /** The message of a batch. */
    private RecordBatch head(int number) throws IOException {
        long offset = footer.recordBatches(number).offset();
        int length = footer.recordBatches(number).metaDataLength();
        ByteBuffer bytes = read(offset, length);
        int prefix = bytes.getInt(0) == -1 ? 8 : 4; // the older form has no continuation
        Message message =
                Message.getRootAsMessage(bytes.position(prefix).slice().order(ByteOrder.LITTLE_ENDIAN));
        if (message.headerType() != MessageHeader.RecordBatch) {
            throw damaged("batch " + number + " is none");
        }
        RecordBatch found = (RecordBatch) message.header(new RecordBatch());
        if (found == null || found.buffersLength() != columns.buffers()) {
            throw damaged("batch " + number + " has not the buffers of its columns");
        }
        if (found.compression() != null) {
            throw new ModelFileException(file + " is compressed, which is not read: write it uncompressed");
        }
        return found;
    }

    private void nextBatch() throws IOException {
        batch++;
        at = 0;
        head = head(batch);
        long offset = footer.recordBatches(batch).offset()
                + footer.recordBatches(batch).metaDataLength();
        body = read(offset, footer.recordBatches(batch).bodyLength());
    }

    private ByteBuffer read(long offset, long length) throws IOException {
        if (offset < 0 || length < 0 || length > LARGEST || offset > channel.size() - length) {
            throw damaged("it has no " + length + " bytes at " + offset);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw damaged("it has become shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private ModelFileException damaged(String why) {
        return new ModelFileException(file + " is damaged: " + why);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int dimension() {
        return columns.dimension();
    }

    @Override
    public @Nullable String model() {
        return columns.model();
    }

    @Override
    public Row next() throws IOException {
        try {
            while (batch < 0 || at >= rows[batch]) {
                nextBatch();
            }
            String path = text(columns.path());
            String label = columns.label() < 0 ? null : text(columns.label());
            Row row = new Row(path == null ? "" : path, label, floats());
            at++;
            return row;
        } catch (RuntimeException e) { // of flatbuffers, or a place outside of the batch
            throw new ModelFileException(file + " is damaged in batch " + batch, e);
        }
    }

    private @Nullable String text(int first) {
        if (isNull(first)) {
            return null;
        }
        ByteBuffer offsets = buffer(first + 1);
        int from = offsets.getInt(Integer.BYTES * at);
        int to = offsets.getInt(Integer.BYTES * (at + 1));
        ByteBuffer bytes = buffer(first + 2);
        Objects.checkFromToIndex(from, to, bytes.capacity());
        byte[] text = new byte[to - from];
        bytes.get(from, text);
        return new String(text, UTF_8);
    }

    private float[] floats() throws IOException {
        int first = columns.embedding();
        if (isNull(first) || isNullAmong(buffer(first + 1))) {
            throw new ModelFileException(file + " has a null in batch " + batch + ", row " + at);
        }
        int bytes = Math.multiplyExact(columns.dimension(), Float.BYTES);
        ByteBuffer values = buffer(first + 2).slice(Math.multiplyExact(at, bytes), bytes);
        float[] row = new float[columns.dimension()];
        values.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(row);
        return row;
    }

    private boolean isNullAmong(ByteBuffer validity) {
        if (validity.remaining() == 0) {
            return false;
        }
        int dimension = columns.dimension();
        for (int i = at * dimension; i < (at + 1) * dimension; i++) {
            if ((validity.get(i >> 3) >> (i & 7) & 1) == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isNull(int first) {
        ByteBuffer validity = buffer(first);
        return validity.remaining() > 0 && (validity.get(at >> 3) >> (at & 7) & 1) == 0;
    }

    private ByteBuffer buffer(int number) {
        Buffer place = head.buffers(number);
        return body.slice(Math.toIntExact(place.offset()), Math.toIntExact(place.length()))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
