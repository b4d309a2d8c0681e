package dev.selfsame.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** The values of a page, one a row or, of lists, several, some of which may be null. */
public final class ParquetValues {
    private final byte[] body;
    private final int[] start;
    private final int[] length;
    private final long[] integers;
    private final boolean[] begins;
    private final boolean doubles;

    private ParquetValues(byte[] body, int[] start, int[] length, long[] integers, boolean[] begins, boolean doubles) {
        this.body = body;
        this.start = start;
        this.length = length;
        this.integers = integers;
        this.begins = begins;
        this.doubles = doubles;
    }

    /** Values that are parts of a page, or of a dictionary; the start of a null is -1. */
    static ParquetValues ofBytes(byte[] body, int[] start, int[] length) {
        return new ParquetValues(body, start, length, new long[0], new boolean[0], false);
    }

    /** Integers; the start of a null is -1. */
    static ParquetValues ofIntegers(int[] start, long[] integers) {
        return new ParquetValues(new byte[0], start, new int[0], integers, new boolean[0], false);
    }

    /** The same as values of lists, which begin where it is said. */
    ParquetValues withLists(Type type, boolean[] where) {
        return new ParquetValues(body, start, length, integers, where, type == Type.DOUBLE);
    }

    /** Whether value {@code i} is the first of a row's list; an empty list and a null one are one null. */
    public boolean begins(int i) {
        return begins[i];
    }

    /** Value {@code i} of a column of lists of floats, which is not null. */
    public float real(int i) {
        return doubles ? (float) Double.longBitsToDouble(integers[i]) : Float.intBitsToFloat((int) integers[i]);
    }

    /** How many there are. */
    public int size() {
        return start.length;
    }

    /** Whether value {@code i} is null. */
    public boolean isNull(int i) {
        return start[i] < 0;
    }

    /** A copy of value {@code i} of a column of bytes or text, which is not null. */
    public byte[] bytes(int i) {
        return Arrays.copyOfRange(body, start[i], start[i] + length[i]);
    }

    /** Value {@code i} of a column of integers, which is not null. */
    public long integer(int i) {
        return integers[i];
    }

    /** Value {@code i} in words, null where it is null. */
    public @Nullable String text(int i) {
        if (isNull(i)) {
            return null;
        }
        return integers.length > 0 ? Long.toString(integers[i]) : new String(body, start[i], length[i], UTF_8);
    }

    /** About the memory that this takes. */
    public long memoryBytes() {
        return body.length + 4L * (start.length + length.length) + 8L * integers.length;
    }

    int start(int i) {
        return start[i];
    }

    int length(int i) {
        return length[i];
    }

    byte[] body() {
        return body;
    }
}
