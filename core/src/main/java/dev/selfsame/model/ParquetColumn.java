package dev.selfsame.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** The pages of one column of a Parquet row group, plain and uncompressed, collected until the group is written. */
final class ParquetColumn {
    private static final int PAGE_BYTES = 1 << 20;

    private final Type type;
    private final List<String> path;
    private final Levels repetitions;
    private final Levels definitions;
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
    private int pageValues;
    private long chunkValues;

    /**
     * An empty column.
     *
     * @param maxRepetition how many lists lie on the way to a value
     * @param maxDefinition how many lists and optional fields lie on the way to a value
     * @param path the names on the way to a value
     */
    ParquetColumn(Type type, int maxRepetition, int maxDefinition, String... path) {
        this.type = type;
        this.path = List.of(path);
        this.repetitions = new Levels(maxRepetition);
        this.definitions = new Levels(maxDefinition);
    }

    /** About what has been collected. */
    int bytes() {
        return pages.size() + values.size();
    }

    void add(int repetition, int definition, byte[] value) throws IOException {
        byte[] counted = new byte[Integer.BYTES + value.length];
        littleEndian(counted).putInt(value.length).put(value);
        values.writeBytes(counted);
        count(repetition, definition, 1);
        endLargePage();
    }

    void addNull(int repetition, int definition) throws IOException {
        count(repetition, definition, 1);
        endLargePage();
    }

    /** A row that is a list of floats, at least one. */
    void addList(float[] list) throws IOException {
        byte[] bytes = new byte[list.length * Float.BYTES];
        littleEndian(bytes).asFloatBuffer().put(list);
        values.writeBytes(bytes);
        count(0, definitions.max, 1);
        count(1, definitions.max, list.length - 1);
        endLargePage();
    }

    /** Writes the pages and starts anew; what was written is described. */
    ColumnMetaData writeTo(OutputStream out, long position) throws IOException {
        endPage();
        pages.writeTo(out);
        ColumnMetaData metadata = new ColumnMetaData(
                type,
                List.of(Encoding.PLAIN, Encoding.RLE),
                path,
                CompressionCodec.UNCOMPRESSED,
                chunkValues,
                pages.size(),
                pages.size(),
                position);
        pages.reset();
        chunkValues = 0;
        return metadata;
    }

    private void count(int repetition, int definition, int times) {
        repetitions.add(repetition, times);
        definitions.add(definition, times);
        pageValues += times;
    }

    /** Called between rows: a page holds whole ones. */
    private void endLargePage() throws IOException {
        if (values.size() >= PAGE_BYTES || pageValues >= PAGE_BYTES) {
            endPage();
        }
    }

    private void endPage() throws IOException {
        if (pageValues == 0) {
            return;
        }
        byte[] repetition = repetitions.end();
        byte[] definition = definitions.end();
        int size = repetition.length + definition.length + values.size();
        PageHeader header = new PageHeader(PageType.DATA_PAGE, size, size);
        header.setData_page_header(new DataPageHeader(pageValues, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        Util.writePageHeader(header, pages);
        pages.writeBytes(repetition);
        pages.writeBytes(definition);
        values.writeTo(pages);
        values.reset();
        chunkValues += pageValues;
        pageValues = 0;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Levels as runs: a varint of twice the length, then the level in one byte. */
    private static final class Levels {
        final int max;
        private final ByteArrayOutputStream runs = new ByteArrayOutputStream();
        private int level;
        private int length;

        Levels(int max) {
            this.max = max;
        }

        void add(int next, int times) {
            if (next != level) {
                endRun();
                level = next;
            }
            length += times;
        }

        /** The runs behind their size in bytes; nothing at all where there is only the level 0. */
        byte[] end() {
            endRun();
            if (max == 0) {
                runs.reset();
                return new byte[0];
            }
            byte[] encoded = new byte[Integer.BYTES + runs.size()];
            littleEndian(encoded).putInt(runs.size()).put(runs.toByteArray());
            runs.reset();
            return encoded;
        }

        private void endRun() {
            if (length > 0) {
                long header = 2L * length;
                while (header >= 0x80) {
                    runs.write((int) ((header & 0x7F) | 0x80));
                    header >>>= 7;
                }
                runs.write((int) header);
                runs.write(level);
                length = 0;
            }
        }
    }
}
