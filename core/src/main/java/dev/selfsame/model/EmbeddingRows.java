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

    /** Goes to the next row; asked for N times. */
    void next() throws IOException;

    /** The name of the row's image. */
    String name();

    /** The row's label, null without one. */
    @Nullable
    String label();

    /** The row's values; the caller may keep them. */
    float[] embedding();

    @Override
    void close() throws IOException;
}
