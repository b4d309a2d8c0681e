package dev.selfsame.search;

import dev.selfsame.model.EmbeddingWriter;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Embeddings for tests. */
final class Made {
    static final String MODEL = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private Made() {}

    /** A value from a normal distribution. */
    static float[] row(long i, int dimension) {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, i);
        float[] values = new float[dimension];
        for (int k = 0; k < dimension; k++) {
            values[k] = (float) draws.gaussian();
        }
        return values;
    }

    /** Row {@code i} of clusters that lie close together, as embeddings of images of a few classes do. */
    static float[] clustered(int i, int dimension, int clusters) {
        float[] centre = row(1_000_000 + i % clusters, dimension);
        float[] row = row(i, dimension);
        for (int k = 0; k < dimension; k++) {
            row[k] = centre[k] + 0.4f * row[k];
        }
        return row;
    }

    static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** A row by its number. */
    interface Rows {
        float[] row(int i);
    }

    static Path write(Path file, int rows, int dimension, @Nullable String model, Rows made) throws IOException {
        try (EmbeddingWriter writer = EmbeddingWriter.create(file, dimension, model)) {
            for (int i = 0; i < rows; i++) {
                writer.write("folder/" + i + ".jpg", i % 3 == 0 ? null : "class " + i % 3, made.row(i));
            }
            writer.commit();
        }
        return file;
    }
}
