package dev.selfsame.parquet;

import java.io.IOException;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;

/**
 * What the header of a page says.
 *
 * @param at where the page begins in the file, behind its header
 * @param stored its bytes in the file
 * @param unpacked its bytes when unpacked
 * @param values how many values, nulls counted
 * @param encoding how they are written
 * @param levels the bytes of levels that lie unpacked before the values, in version 2; -1 where they are among the rest
 * @param repetition how many of these are for lists, and come first
 * @param packed whether the values are compressed, where the column is
 * @param crc the checksum of the stored bytes, -1 where there is none
 */
record PageHead(
        long at,
        int stored,
        int unpacked,
        int values,
        Encoding encoding,
        int levels,
        int repetition,
        boolean packed,
        long crc) {
    private static final int LARGEST = 1 << 30;

    /**
     * Checks a page of values or a dictionary.
     *
     * @param most the bytes that are left for it
     * @param leveled whether it has levels, of which its header says how they are written
     */
    static PageHead of(PageHeader header, long at, long most, boolean leveled) throws IOException {
        int stored = header.getCompressed_page_size();
        int unpacked = header.getUncompressed_page_size();
        if (stored < 0 || stored > most || unpacked < 0) {
            throw new IOException("a page is damaged: it claims " + stored + " bytes where " + most + " are left");
        }
        if (stored > LARGEST || unpacked > LARGEST) {
            throw new IOException(
                    "a page of " + Math.max(stored, unpacked) + " bytes is too large, at most " + LARGEST);
        }
        long crc = header.isSetCrc() ? Integer.toUnsignedLong(header.getCrc()) : -1;
        PageHead head;
        DictionaryPageHeader words = header.getDictionary_page_header();
        DataPageHeader page = header.getData_page_header();
        DataPageHeaderV2 page2 = header.getData_page_header_v2();
        if (words != null) {
            head = new PageHead(
                    at,
                    stored,
                    unpacked,
                    words.getNum_values(),
                    Thrift.required(words.getEncoding(), "an encoding"),
                    -1,
                    0,
                    true,
                    crc);
        } else if (page2 != null) {
            long levels = (long) page2.getDefinition_levels_byte_length() + page2.getRepetition_levels_byte_length();
            if (page2.getDefinition_levels_byte_length() < 0
                    || page2.getRepetition_levels_byte_length() < 0
                    || levels > Math.min(stored, unpacked)) {
                throw new IOException("a page is damaged: " + levels + " bytes of levels");
            }
            head = new PageHead(
                    at,
                    stored,
                    unpacked,
                    page2.getNum_values(),
                    Thrift.required(page2.getEncoding(), "an encoding"),
                    (int) levels,
                    page2.getRepetition_levels_byte_length(),
                    page2.isIs_compressed(),
                    crc);
        } else if (page != null) {
            if (leveled && page.getDefinition_level_encoding() != Encoding.RLE) {
                throw new IOException("levels written as " + page.getDefinition_level_encoding() + " are not read");
            }
            head = new PageHead(
                    at,
                    stored,
                    unpacked,
                    page.getNum_values(),
                    Thrift.required(page.getEncoding(), "an encoding"),
                    -1,
                    0,
                    true,
                    crc);
        } else {
            throw new IOException("a page is damaged: it does not say what it is");
        }
        if (head.values < 0) {
            throw new IOException("a page is damaged: it claims " + head.values + " values");
        }
        return head;
    }
}
