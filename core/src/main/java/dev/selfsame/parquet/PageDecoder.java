package dev.selfsame.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** Values from the unpacked bytes of a page. */
final class PageDecoder {
    private static final int MOST_JOINED = 1 << 28;
    private static final int MOST_IN_LISTS = 1 << 25;

    private final Type type;
    private final int maxDefinition;
    private final boolean eightBytes;
    private final boolean lists;

    /** With {@code lists}, a row has a list. */
    PageDecoder(Type type, int maxDefinition, boolean lists) {
        this.type = type;
        this.eightBytes = type == Type.INT64 || type == Type.DOUBLE;
        this.lists = lists;
        this.maxDefinition = maxDefinition;
    }

    static boolean needsDictionary(PageHead head) {
        return head.encoding() == Encoding.PLAIN_DICTIONARY || head.encoding() == Encoding.RLE_DICTIONARY;
    }

    /** The values of a dictionary, which stand plain and are never null. */
    ParquetValues dictionary(PageHead head, byte[] bytes) throws IOException {
        int smallest = eightBytes ? 8 : 4;
        if (head.values() > bytes.length / smallest) {
            throw new IOException(
                    "a dictionary is damaged: it claims " + head.values() + " values in " + bytes.length + " bytes");
        }
        return plain(new ByteCursor(bytes, 0, bytes.length), new int[head.values()]);
    }

    /** The values of a page. */
    ParquetValues page(PageHead head, byte[] bytes, @Nullable ParquetValues dictionary) throws IOException {
        if (lists && head.values() > MOST_IN_LISTS) {
            throw new IOException("a page of " + head.values() + " values is too large, at most " + MOST_IN_LISTS);
        }
        ByteCursor in = new ByteCursor(bytes, 0, bytes.length);
        boolean[] begins = new boolean[lists ? head.values() : 0];
        if (lists) {
            readLists(in.part(head.levels() < 0 ? in.int32() : head.repetition()), begins);
        }
        int[] start = new int[head.values()];
        if (maxDefinition > 0) {
            readNulls(in.part(head.levels() < 0 ? in.int32() : head.levels() - head.repetition()), start);
        } else if (head.levels() > 0) {
            in.skip(head.levels());
        }
        return values(head, in, start, dictionary).withLists(type, begins);
    }

    private ParquetValues values(PageHead head, ByteCursor in, int[] start, @Nullable ParquetValues dictionary)
            throws IOException {
        return switch (head.encoding()) {
            case PLAIN -> plain(in, start);
            case PLAIN_DICTIONARY, RLE_DICTIONARY -> indexed(in, start, dictionary);
            case DELTA_BINARY_PACKED -> differences(in, start);
            case DELTA_LENGTH_BYTE_ARRAY -> lengthsFirst(in, start);
            case DELTA_BYTE_ARRAY -> joined(in, start);
            default -> throw new IOException("values written as " + head.encoding() + " are not read");
        };
    }

    /** Sets true where a list begins. */
    private static void readLists(ByteCursor in, boolean[] begins) throws IOException {
        RunLengths levels = new RunLengths(in, 1);
        for (int i = 0; i < begins.length; i++) {
            begins[i] = levels.next() == 0;
        }
    }

    /** Sets -1 for each null. */
    private void readNulls(ByteCursor in, int[] start) throws IOException {
        RunLengths levels = new RunLengths(in, Integer.SIZE - Integer.numberOfLeadingZeros(maxDefinition));
        for (int i = 0; i < start.length; i++) {
            start[i] = levels.next() == maxDefinition ? 0 : -1;
        }
    }

    private ParquetValues plain(ByteCursor in, int[] start) throws IOException {
        if (type == Type.BYTE_ARRAY) {
            int[] length = new int[start.length];
            for (int i = 0; i < start.length; i++) {
                if (start[i] >= 0) {
                    length[i] = in.int32();
                    start[i] = in.skip(length[i]);
                }
            }
            return ParquetValues.ofBytes(in.bytes(), start, length);
        }
        long[] integers = new long[start.length];
        for (int i = 0; i < start.length; i++) {
            if (start[i] >= 0) {
                integers[i] = eightBytes ? in.int64() : in.int32();
            }
        }
        return ParquetValues.ofIntegers(start, integers);
    }

    private ParquetValues indexed(ByteCursor in, int[] start, @Nullable ParquetValues dictionary) throws IOException {
        if (dictionary == null) {
            throw new IOException("a page is damaged: its dictionary is missing");
        }
        boolean bytes = type == Type.BYTE_ARRAY;
        int[] length = new int[bytes ? start.length : 0];
        long[] integers = new long[bytes ? 0 : start.length];
        RunLengths places = null;
        for (int i = 0; i < start.length; i++) {
            if (start[i] >= 0) {
                if (places == null) { // a page of nulls may have none
                    places = new RunLengths(in, in.unsignedByte());
                }
                int place = places.next();
                if (place < 0 || place >= dictionary.size()) {
                    throw new IOException("a page is damaged: place " + Integer.toUnsignedString(place)
                            + " in a dictionary of " + dictionary.size());
                }
                if (bytes) {
                    start[i] = dictionary.start(place);
                    length[i] = dictionary.length(place);
                } else {
                    integers[i] = dictionary.integer(place);
                }
            }
        }
        return bytes
                ? ParquetValues.ofBytes(dictionary.body(), start, length)
                : ParquetValues.ofIntegers(start, integers);
    }

    private ParquetValues differences(ByteCursor in, int[] start) throws IOException {
        if (type != Type.INT32 && type != Type.INT64) {
            throw new IOException("a page is damaged: " + type + " written as differences");
        }
        long[] integers = new long[start.length];
        DeltaIntegers numbers = new DeltaIntegers(in);
        for (int i = 0; i < start.length; i++) {
            if (start[i] >= 0) {
                long number = numbers.next();
                integers[i] = type == Type.INT64 ? number : (int) number;
            }
        }
        return ParquetValues.ofIntegers(start, integers);
    }

    private ParquetValues lengthsFirst(ByteCursor in, int[] start) throws IOException {
        int[] length = lengths(in, start);
        for (int i = 0; i < start.length; i++) {
            if (start[i] >= 0) {
                start[i] = in.skip(length[i]);
            }
        }
        return ParquetValues.ofBytes(in.bytes(), start, length);
    }

    /** Each value is so many bytes of the one before, and bytes of its own. */
    private ParquetValues joined(ByteCursor in, int[] start) throws IOException {
        int[] shared = lengths(in, start);
        int[] own = lengths(in, start);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] last = {};
        for (int i = 0; i < start.length; i++) {
            if (start[i] >= 0) {
                if (shared[i] < 0 || shared[i] > last.length) {
                    throw new IOException("a page is damaged: a value shares more than there is");
                }
                int from = in.skip(own[i]);
                byte[] value = Arrays.copyOf(last, shared[i] + own[i]);
                System.arraycopy(in.bytes(), from, value, shared[i], own[i]);
                start[i] = body.size();
                own[i] = value.length;
                body.writeBytes(value);
                last = value;
                if (body.size() > MOST_JOINED) {
                    throw new IOException("a page of more than " + MOST_JOINED + " bytes is too large");
                }
            }
        }
        return ParquetValues.ofBytes(body.toByteArray(), start, own);
    }

    private int[] lengths(ByteCursor in, int[] start) throws IOException {
        if (type != Type.BYTE_ARRAY) {
            throw new IOException("a page is damaged: numbers written as text");
        }
        int[] length = new int[start.length];
        DeltaIntegers numbers = new DeltaIntegers(in);
        for (int i = 0; i < start.length; i++) {
            if (start[i] >= 0) {
                length[i] = (int) numbers.next();
            }
        }
        numbers.end();
        return length;
    }
}
