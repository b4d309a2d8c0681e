package dev.selfsame.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Type;

/**
 * What is in a Parquet file: its columns, and its row groups. Holds no file open; any number of threads may read.
 *
 * <p>The errors of this class say in one line why, without the name of the file.
 */
public final class ParquetFile {
    private static final String MAGIC = "PAR1";
    private static final String ENCRYPTED = "PARE";
    private static final int TAIL = 8;
    private static final int LARGEST_FOOTER = 1 << 28;

    /** Bytes a single read asks for: the JDK keeps a native buffer of the largest read for every thread. */
    private static final int PIECE = 1 << 17;

    private final Path path;
    private final long size;
    private final List<ParquetColumn> columns;
    private final Map<String, String> metadata;
    private final long[] rows;
    /** For each row group the columns that are read. */
    private final List<Map<ParquetColumn, Chunk>> chunks;

    private ParquetFile(Path path, long size, FileMetaData footer, long end) throws IOException {
        this.path = path;
        this.size = size;
        this.columns = Schema.columns(Thrift.required(footer.getSchema(), "a schema"));
        this.metadata = new HashMap<>();
        List<KeyValue> pairs = footer.getKey_value_metadata();
        for (KeyValue pair : pairs == null ? List.<KeyValue>of() : pairs) {
            String value = pair.getValue();
            metadata.put(Thrift.required(pair.getKey(), "a key"), value == null ? "" : value);
        }
        List<RowGroup> groups = Thrift.required(footer.getRow_groups(), "row groups");
        this.rows = new long[groups.size()];
        this.chunks = new ArrayList<>();
        long total = 0;
        for (int group = 0; group < rows.length; group++) {
            rows[group] = groups.get(group).getNum_rows();
            // An image takes a byte at the least, and nothing is to be made of a number that is a lie.
            if (rows[group] < 0 || rows[group] > size) {
                throw new IOException("row group " + group + " claims " + rows[group] + " rows");
            }
            chunks.add(chunks(groups.get(group), group, end));
            total += rows[group];
        }
        if (total != footer.getNum_rows() || total > Integer.MAX_VALUE - 8) {
            throw new IOException("its " + rows.length + " row groups have " + total + " rows, its footer says "
                    + footer.getNum_rows());
        }
    }

    /**
     * Reads the footer of a file.
     *
     * @throws IOException where it cannot be read, is no Parquet file, is encrypted, or is damaged
     */
    public static ParquetFile open(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) { // a pipe would be waited for, without end
            throw new IOException(Files.isDirectory(path) ? "a folder, not a file" : "not a regular file");
        }
        long size = Files.size(path);
        if (size < MAGIC.length() + TAIL) {
            throw new IOException("no Parquet file: " + size + " bytes");
        }
        byte[] tail = read(path, size - TAIL, TAIL);
        String magic = new String(tail, 4, 4, US_ASCII);
        String head = new String(read(path, 0, 4), US_ASCII);
        if (magic.equals(ENCRYPTED) || head.equals(ENCRYPTED)) {
            throw new IOException("an encrypted Parquet file");
        }
        if (!magic.equals(MAGIC)) {
            throw new IOException(head.equals(MAGIC) ? "the Parquet file is cut off" : "no Parquet file");
        }
        long length = Integer.toUnsignedLong(
                ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt());
        long start = size - TAIL - length;
        if (start < MAGIC.length() || length > LARGEST_FOOTER) {
            throw new IOException("the footer is damaged: it claims " + length + " bytes of " + size);
        }
        return new ParquetFile(path, size, Thrift.footer(read(path, start, (int) length)), start);
    }

    private Map<ParquetColumn, Chunk> chunks(RowGroup group, int number, long end) throws IOException {
        List<ColumnChunk> stored = Thrift.required(group.getColumns(), "columns");
        if (stored.size() != columns.size()) {
            throw new IOException(
                    "row group " + number + " has " + stored.size() + " columns, the schema " + columns.size());
        }
        Map<ParquetColumn, Chunk> found = new HashMap<>();
        for (ParquetColumn column : columns) {
            ColumnChunk chunk = stored.get(column.place());
            ColumnMetaData about = chunk.getMeta_data();
            if (column.kind() != ParquetColumn.Kind.OTHER
                    && about != null
                    && !chunk.isSetCrypto_metadata()
                    && !chunk.isSetFile_path()) {
                found.put(column, chunk(about, column, number, end));
            }
        }
        return found;
    }

    private Chunk chunk(ColumnMetaData about, ParquetColumn column, int group, long end) throws IOException {
        long start = about.getData_page_offset();
        if (about.isSetDictionary_page_offset() && about.getDictionary_page_offset() > 0) {
            start = Math.min(start, about.getDictionary_page_offset());
        }
        long length = about.getTotal_compressed_size();
        if (start < MAGIC.length() || length < 0 || start > end || length > end - start) {
            throw new IOException("column " + column.name() + " of row group " + group
                    + " claims to lie outside of the file: the file is damaged or cut off");
        }
        boolean lists = column.kind() == ParquetColumn.Kind.FLOATS;
        if (lists ? about.getNum_values() < rows[group] : about.getNum_values() != rows[group]) {
            throw new IOException("column " + column.name() + " of row group " + group + " has " + about.getNum_values()
                    + " values for " + rows[group] + " rows");
        }
        Type type = Thrift.required(about.getType(), "a type");
        boolean fits =
                switch (column.kind()) {
                    case INTEGER -> type == Type.INT32 || type == Type.INT64;
                    case FLOATS -> type == Type.FLOAT || type == Type.DOUBLE;
                    default -> type == Type.BYTE_ARRAY;
                };
        if (!fits) {
            throw new IOException(
                    "column " + column.name() + " of row group " + group + " is of another type, " + type);
        }
        long unpacked = Math.max(length, about.getTotal_uncompressed_size());
        return new Chunk(
                type, Thrift.required(about.getCodec(), "a codec"), start, length, unpacked, about.getNum_values());
    }

    /** The path that it was opened by. */
    public Path path() {
        return path;
    }

    /** Bytes of the file when it was opened. */
    public long size() {
        return size;
    }

    /** The columns in their order. */
    public List<ParquetColumn> columns() {
        return columns;
    }

    /** What writers note beside the data, by its key. */
    public Map<String, String> metadata() {
        return Map.copyOf(metadata);
    }

    /** The rows of all row groups. */
    public int rows() {
        int total = 0;
        for (long some : rows) {
            total += (int) some;
        }
        return total;
    }

    /** How many row groups. */
    public int groups() {
        return rows.length;
    }

    /** The rows of a group. */
    public int rows(int group) {
        return (int) rows[group];
    }

    /** Bytes of a column in a row group once it is unpacked, as the file claims; 0 where it is of a kind that is not read. */
    public long bytes(ParquetColumn column, int group) {
        Chunk chunk = chunks.get(group).get(column);
        return chunk == null ? 0 : chunk.unpacked();
    }

    /**
     * Finds the pages of a column in a row group. Only their headers are read.
     *
     * @throws IOException where they are encrypted, lie in another file, are damaged, or of a kind that is not read
     */
    public ParquetPages pages(ParquetColumn column, int group) throws IOException {
        Chunk chunk = chunks.get(group).get(column);
        if (chunk == null) {
            throw new IOException("column " + column.name()
                    + " cannot be read: it is encrypted, in another file, or of a type that is not read");
        }
        return ParquetPages.find(this, column, chunk);
    }

    /** A cursor before the first value of a column. */
    public ParquetCursor cursor(ParquetColumn column) {
        return new ParquetCursor(this, column);
    }

    /** Reads a piece of the file. */
    byte[] read(long at, int length) throws IOException {
        return read(path, at, length);
    }

    private static byte[] read(Path path, long at, int length) throws IOException {
        byte[] piece = new byte[length];
        ByteBuffer buffer = ByteBuffer.wrap(piece);
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            channel.position(at);
            while (buffer.position() < length) {
                buffer.limit(Math.min(length, buffer.position() + PIECE));
                if (channel.read(buffer) < 0) {
                    throw new IOException("the file has become shorter");
                }
            }
        }
        return piece;
    }

    @Override
    public String toString() {
        return "ParquetFile[" + path + ", " + columns.size() + " columns, " + rows.length + " row groups]";
    }
}
