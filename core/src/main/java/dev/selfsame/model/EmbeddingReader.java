package dev.selfsame.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of embeddings row by row, in memory that does not grow with their number. For one thread.
 *
 * <pre>{@code
 * try (EmbeddingReader rows = EmbeddingReader.open(Path.of("photos.parquet"))) {
 *     while (rows.next()) {
 *         add(rows.name(), rows.embedding());
 *     }
 * }
 * }</pre>
 */
public final class EmbeddingReader implements AutoCloseable {
    private final Path file;
    private final EmbeddingRows rows;
    private EmbeddingRows.Row row = new EmbeddingRows.Row("", null, new float[0]);
    private int at = -1;

    private EmbeddingReader(Path file, EmbeddingRows rows) {
        this.file = file;
        this.rows = rows;
    }

    /**
     * Opens a file before its first row; its name says the format.
     *
     * <ul>
     *   <li>{@code FILE.npy}: [N, D] of 32 or 64 bits; {@code FILE.paths.txt} beside it names the rows, which are called
     *       by their numbers, from 0, where it is missing. There are no labels.
     *   <li>{@code .csv}, {@code .parquet}, {@code .arrow}: as {@link EmbeddingWriter#create} has them. Of Parquet the {@code label} may
     *       be missing or be an integer, and the floats may be of 64 bits.
     * </ul>
     *
     * @throws ModelFileException where it is cut off, damaged, or something else; what can't be seen at the beginning is
     *     told by {@link #next}
     */
    public static EmbeddingReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            throw new ModelFileException(file + " is not a regular file");
        }
        return new EmbeddingReader(file, rows(file));
    }

    private static EmbeddingRows rows(Path file) throws IOException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".npy")) {
            return NpyRows.open(file);
        }
        if (name.endsWith(".csv")) {
            return CsvRows.open(file);
        }
        if (name.endsWith(".parquet")) {
            return ParquetRows.open(file);
        }
        if (name.endsWith(".arrow")) {
            return ArrowRows.open(file);
        }
        throw new ModelFileException("embeddings are read from .npy, .csv, .parquet or .arrow, not from " + file);
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** How many rows the file has, N. */
    public int size() {
        return rows.size();
    }

    /** The length of an embedding, D; 0 of a file without rows that doesn't say it. */
    public int dimension() {
        return rows.dimension();
    }

    /** The {@link Encoder#fingerprint} of the encoder that made them, null where the file doesn't say it. */
    public @Nullable String model() {
        return rows.model();
    }

    /**
     * Goes to the next row.
     *
     * @return false behind the last row
     * @throws ModelFileException where the file is damaged there, or the row has another length than the first, NaN or
     *     an infinite value
     */
    public boolean next() throws IOException {
        if (at + 1 >= rows.size()) {
            return false;
        }
        at++;
        row = rows.next();
        float[] values = row.embedding();
        if (values.length != rows.dimension()) {
            throw new ModelFileException(file + " has embeddings of " + rows.dimension() + " dimensions, and one of "
                    + values.length + " in " + place());
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new ModelFileException(
                        file + " has " + values[i] + " in " + place() + ", value " + i + ": it can't be compared");
            }
        }
        return true;
    }

    private String place() {
        return "row " + at + " (" + row.name() + ")";
    }

    /** The number of the row, from 0. */
    public int row() {
        return at;
    }

    /** What the row's image is called. */
    public String name() {
        return row.name();
    }

    /** The row's label, null without one. */
    public @Nullable String label() {
        return row.label();
    }

    /** The row's D values, all of them finite; the caller may keep them. */
    public float[] embedding() {
        return row.embedding();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    @Override
    public String toString() {
        return "EmbeddingReader[" + file + ", " + size() + " rows of " + dimension() + " dimensions]";
    }
}
