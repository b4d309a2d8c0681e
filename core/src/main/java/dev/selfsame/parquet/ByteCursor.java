package dev.selfsame.parquet;

import java.io.IOException;

/** A place in bytes, with an end that is not passed. */
final class ByteCursor {
    private final byte[] bytes;
    private final int end;
    private int at;

    ByteCursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return at;
    }

    int remaining() {
        return end - at;
    }

    /** Passes over so many bytes, and says where they began. */
    int skip(int length) throws IOException {
        if (length < 0 || length > end - at) {
            throw new IOException(
                    "a page is damaged: " + length + " bytes are claimed where " + (end - at) + " are left");
        }
        int from = at;
        at += length;
        return from;
    }

    /** The next so many bytes as a place of their own. */
    ByteCursor part(int length) throws IOException {
        int from = skip(length);
        return new ByteCursor(bytes, from, from + length);
    }

    int unsignedByte() throws IOException {
        return bytes[skip(1)] & 0xFF;
    }

    /** Four bytes, the least first. */
    int int32() throws IOException {
        int from = skip(4);
        return (bytes[from] & 0xFF)
                | (bytes[from + 1] & 0xFF) << 8
                | (bytes[from + 2] & 0xFF) << 16
                | bytes[from + 3] << 24;
    }

    /** Eight bytes, the least first. */
    long int64() throws IOException {
        return Integer.toUnsignedLong(int32()) | (long) int32() << 32;
    }

    /** Seven bits a byte, the least first; at most 64. */
    long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = unsignedByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("a page is damaged: a number without end");
    }

    /** A {@link #varint} whose lowest bit is the sign. */
    long zigzag() throws IOException {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }
}
