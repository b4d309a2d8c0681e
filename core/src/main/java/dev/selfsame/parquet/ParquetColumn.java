package dev.selfsame.parquet;

/**
 * A column that holds values.
 *
 * @param name the names on the way to it, with dots between, such as {@code image.bytes}
 * @param kind what a value is
 * @param place its place among the columns of the file
 * @param maxDefinition how many optional fields lie on the way to a value
 */
public record ParquetColumn(String name, Kind kind, int place, int maxDefinition) {
    /** What a value is. */
    public enum Kind {
        /** Any bytes. */
        BYTES,
        /** Bytes that are UTF-8. */
        TEXT,
        /** A signed integer of 32 or 64 bits. */
        INTEGER,
        /** A list of floats of 32 or 64 bits, the same number in each row or not. */
        FLOATS,
        /** Something that is not read, or several values a row. */
        OTHER
    }
}
