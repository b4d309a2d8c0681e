package dev.selfsame.parquet;

import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Type;

/**
 * Where a column of a row group lies.
 *
 * @param start where its first page begins
 * @param size bytes of all its pages with their headers
 * @param unpacked bytes of these once they are unpacked, as the file claims, at least {@code size}
 * @param values how many values it has: rows, unless a row has a list
 */
record Chunk(Type type, CompressionCodec codec, long start, long size, long unpacked, long values) {}
