package dev.selfsame.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.jspecify.annotations.Nullable;

/** The pages of a column in a row group; of lists, rows are not found by page. Any number of threads may read them. */
public final class ParquetPages {
    private static final int HEADER = 1 << 10;
    private static final int LARGEST_HEADER = 1 << 24;

    private final ParquetFile file;
    private final ParquetColumn column;
    private final Chunk chunk;
    private final @Nullable PageHead dictionary;
    private final PageHead[] pages;
    private final int[] firstRow;

    private ParquetPages(
            ParquetFile file, ParquetColumn column, Chunk chunk, @Nullable PageHead dictionary, List<PageHead> pages) {
        this.file = file;
        this.column = column;
        this.chunk = chunk;
        this.dictionary = dictionary;
        this.pages = pages.toArray(new PageHead[0]);
        this.firstRow = new int[this.pages.length + 1];
        for (int page = 0; page < this.pages.length; page++) {
            firstRow[page + 1] = firstRow[page] + this.pages[page].values();
        }
    }

    static ParquetPages find(ParquetFile file, ParquetColumn column, Chunk chunk) throws IOException {
        Codec.check(chunk.codec());
        PageHead dictionary = null;
        List<PageHead> pages = new ArrayList<>();
        long values = 0;
        long end = chunk.start() + chunk.size();
        for (long at = chunk.start(); at < end && values < chunk.values(); ) {
            PageHeader header = new PageHeader();
            at += readHeader(file, at, end - at, header);
            if (header.getType() == PageType.DICTIONARY_PAGE) {
                dictionary = PageHead.of(header, at, end - at, column.maxDefinition() > 0);
            } else if (header.getType() != PageType.INDEX_PAGE) {
                PageHead page = PageHead.of(header, at, end - at, column.maxDefinition() > 0);
                pages.add(page);
                values += page.values();
            }
            if (header.getCompressed_page_size() < 0) {
                throw new IOException("a page is damaged: it claims " + header.getCompressed_page_size() + " bytes");
            }
            at += header.getCompressed_page_size();
        }
        if (values != chunk.values()) {
            throw new IOException("the pages of column " + column.name() + " have " + values + " values for "
                    + chunk.values() + " rows: the file is damaged");
        }
        return new ParquetPages(file, column, chunk, dictionary, pages);
    }

    /** Reads a header, which is mostly short, but may hold statistics; gives its length. */
    private static int readHeader(ParquetFile file, long at, long most, PageHeader header) throws IOException {
        for (int length = HEADER; ; length *= 16) {
            byte[] window = file.read(at, (int) Math.min(length, most));
            try {
                return Thrift.page(window, header);
            } catch (EOFException e) {
                if (window.length == most || length >= LARGEST_HEADER) {
                    throw e;
                }
                header.clear();
            }
        }
    }

    /** How many pages. */
    public int count() {
        return pages.length;
    }

    /** The page that holds a row of the group. */
    public int pageOf(int row) {
        int found = Arrays.binarySearch(firstRow, row);
        if (found < 0) {
            return -found - 2;
        }
        while (firstRow[found + 1] == row) { // pages without values
            found++;
        }
        return found;
    }

    /** The row of the group that a page begins with. */
    public int firstRow(int page) {
        return firstRow[page];
    }

    /** Bytes that the values of a page take, about. */
    public long bytes(int page) {
        PageHead head = pages[page];
        long words = dictionary != null && PageDecoder.needsDictionary(head) ? dictionary.unpacked() : 0;
        return head.unpacked() + words;
    }

    /**
     * Reads and decodes a page.
     *
     * @throws IOException where it cannot be read, is damaged, or is encoded or compressed in a way that is not read
     */
    public ParquetValues read(int page) throws IOException {
        PageDecoder decoder =
                new PageDecoder(chunk.type(), column.maxDefinition(), column.kind() == ParquetColumn.Kind.FLOATS);
        PageHead head = pages[page];
        ParquetValues words = null;
        if (dictionary != null && PageDecoder.needsDictionary(head)) {
            words = decoder.dictionary(dictionary, unpack(dictionary));
        }
        return decoder.page(head, unpack(head), words);
    }

    private byte[] unpack(PageHead head) throws IOException {
        byte[] stored = file.read(head.at(), head.stored());
        if (head.crc() >= 0) {
            CRC32 crc = new CRC32();
            crc.update(stored);
            if (crc.getValue() != head.crc()) {
                throw new IOException("a page is damaged: its checksum is wrong");
            }
        }
        int levels = Math.max(0, head.levels());
        if (!head.packed() || head.stored() == levels) {
            return stored;
        }
        byte[] values = Codec.unpack(chunk.codec(), stored, levels, head.unpacked() - levels);
        if (levels == 0) {
            return values;
        }
        byte[] whole = Arrays.copyOf(stored, levels + values.length);
        System.arraycopy(values, 0, whole, levels, values.length);
        return whole;
    }

    @Override
    public String toString() {
        return "ParquetPages[" + file.path() + ", " + column.name() + ", " + pages.length + " pages]";
    }
}
