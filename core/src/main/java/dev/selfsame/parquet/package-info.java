/**
 * Reading columns of Parquet files, page by page.
 *
 * <p>{@link dev.selfsame.parquet.ParquetFile} opens a file and says what is in it; {@link
 * dev.selfsame.parquet.ParquetPages} are the pages of a column in a row group, each read by itself into {@link
 * dev.selfsame.parquet.ParquetValues}. What is read: columns of bytes, text and integers, of at most one value a row
 * (within structs, too), and lists of floats, in pages of version 1 and 2.
 *
 * <p>The metadata is read by Apache's own classes. Its reader of files is not used, because it needs Hadoop, reads a
 * column of a row group whole, and takes as much memory as a damaged header says.
 *
 * <p>To add an encoding, implement it in {@code PageDecoder}; a compression, in {@code Codec}.
 */
@NullMarked
package dev.selfsame.parquet;

import org.jspecify.annotations.NullMarked;
