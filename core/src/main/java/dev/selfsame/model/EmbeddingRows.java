package dev.selfsame.model;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a file of embeddings as a format has them, from the first to the last; {@link EmbeddingReader} checks them. */
interface EmbeddingRows extends AutoCloseable {
    /** How many rows, N. */
    int size();

    /** The length of an embedding, D; 0 where there are no rows that say it. */
    int dimension();

    /** The fingerprint of the encoder that made them, null where the file doesn't say it. */
    @Nullable
    String model();

    /** Reads the next row; asked for N times. */
    Row next() throws IOException;

    /**
     * A row.
     *
     * @param name of its image
     * @param label null without one
     * @param embedding its values, which the caller may keep
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Row(String name, @Nullable String label, float[] embedding) {}

    @Override
    void close() throws IOException;
}
