package dev.selfsame.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes embeddings to a file, row by row; the number of rows need not be known before. The file appears at {@link
 * #commit}, whole; until then, and without it, what was there before stays. For one thread.
 *
 * <pre>{@code
 * try (EmbeddingWriter writer = EmbeddingWriter.create(Path.of("photos.parquet"), encoder.dimension())) {
 *     encoder.embed(images, writer, skipped);
 *     writer.commit();
 * }
 * }</pre>
 */
public sealed interface EmbeddingWriter extends AutoCloseable permits NpyWriter, CsvWriter, ParquetWriter, ArrowWriter {
    /** Where a file's metadata say which encoder made the embeddings. */
    String MODEL_KEY = "selfsame-model";

    /**
     * Starts a file; its name says the format.
     *
     * <ul>
     *   <li>{@code FILE.npy}: float32 [N, D] as NumPy reads it, and {@code FILE.paths.txt} beside it, where line i names
     *       row i (a line break within a name is written {@code \n} or {@code \r});
     *   <li>{@code .csv}: the columns {@code path}, {@code label} (empty without one), {@code e0}, {@code e1}, …, quoted
     *       where necessary as RFC 4180 says, in UTF-8;
     *   <li>{@code .parquet}: the columns {@code path} (string), {@code label} (string, null without one) and {@code
     *       embedding} (list of float);
     *   <li>{@code .arrow}: the same columns in Arrow's IPC file format, {@code embedding} as lists of one size.
     * </ul>
     *
     * @param dimension the length of an embedding, at least 1
     * @throws IllegalArgumentException if the name ends in something else
     */
    static EmbeddingWriter create(Path file, int dimension) throws IOException {
        return create(file, dimension, null);
    }

    /**
     * Starts a file that says which encoder made the embeddings: Parquet and Arrow in their metadata by the key {@value
     * #MODEL_KEY}, the others in {@code FILE.npy.model.txt} or {@code FILE.csv.model.txt}, which is removed where the
     * encoder is not known.
     *
     * @param dimension the length of an embedding, at least 1
     * @param model its {@link Encoder#fingerprint}, null where it is not known
     * @throws IllegalArgumentException if the name ends in something else
     */
    static EmbeddingWriter create(Path file, int dimension, @Nullable String model) throws IOException {
        if (dimension < 1) {
            throw new IllegalArgumentException("an embedding has at least 1 dimension, got " + dimension);
        }
        requireFormat(file);
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".npy")) {
            return new NpyWriter(file, dimension, model);
        }
        if (name.endsWith(".csv")) {
            return new CsvWriter(file, dimension, model);
        }
        if (name.endsWith(".parquet")) {
            return new ParquetWriter(file, dimension, model);
        }
        return new ArrowWriter(file, dimension, model);
    }

    /**
     * Checks that a file's name says a format that is written.
     *
     * @throws IllegalArgumentException if it doesn't
     */
    static void requireFormat(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (Stream.of(".npy", ".csv", ".parquet", ".arrow").noneMatch(name::endsWith)) {
            throw new IllegalArgumentException(
                    "embeddings are written to .npy, .csv, .parquet or .arrow, not to " + file);
        }
    }

    /** The files that are written for a file of embeddings: itself, and the names beside an {@code .npy}. */
    static List<Path> files(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")
                ? List.of(file, NpyWriter.namesOf(file))
                : List.of(file);
    }

    /** A name as a line of {@code FILE.paths.txt} has it: without line breaks. */
    static String inOneLine(String name) {
        return name.replace("\n", "\\n").replace("\r", "\\r");
    }

    /**
     * Adds a row.
     *
     * @param name of the image in its source
     * @param label its class, null without one
     * @param embedding of the file's dimension
     */
    void write(String name, @Nullable String label, float[] embedding) throws IOException;

    /** Forces the rows to the disk and gives the file its name; nothing can be added afterwards. */
    void commit() throws IOException;

    /** Removes what was written, if it was not committed. */
    @Override
    void close() throws IOException;

    /** Checks the length of a row. */
    static void requireDimension(int dimension, float[] embedding) {
        if (embedding.length != dimension) {
            throw new IllegalArgumentException(
                    "the file has embeddings of " + dimension + " dimensions, got one of " + embedding.length);
        }
    }
}
