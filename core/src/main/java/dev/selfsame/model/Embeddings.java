package dev.selfsame.model;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Embeddings in memory: a row for each image, with its name and, where there is one, its label. */
public final class Embeddings {
    private final int dimension;
    private final List<String> names;
    private final List<@Nullable String> labels;
    private final List<float[]> rows;

    private Embeddings(int dimension, List<String> names, List<@Nullable String> labels, List<float[]> rows) {
        this.dimension = dimension;
        this.names = Collections.unmodifiableList(names);
        this.labels = Collections.unmodifiableList(labels);
        this.rows = rows;
    }

    /**
     * Reads all rows of a file.
     *
     * @see EmbeddingReader#open
     */
    public static Embeddings read(Path file) throws IOException {
        try (EmbeddingReader reader = EmbeddingReader.open(file)) {
            Builder rows = new Builder(Math.max(1, reader.dimension()));
            while (reader.next()) {
                rows.add(reader.name(), reader.label(), reader.embedding());
            }
            return rows.build();
        }
    }

    /** The number of rows, N. */
    public int size() {
        return rows.size();
    }

    /** The length of a row, D. */
    public int dimension() {
        return dimension;
    }

    /** What the image of each row is called in its source. */
    public List<String> names() {
        return names;
    }

    /** The label of each row, null without one. */
    public List<@Nullable String> labels() {
        return labels;
    }

    /** A row itself, not a copy. */
    public float[] row(int i) {
        return rows.get(i);
    }

    /** All rows as float32 [N, D]; the caller owns it. */
    public Tensor tensor() {
        Tensor all = Tensor.zeros(DType.FLOAT32, size(), dimension);
        for (int i = 0; i < size(); i++) {
            try (Tensor target = all.select(0, i);
                    Tensor row = Tensor.of(rows.get(i), dimension)) {
                target.copyInPlace(row);
            }
        }
        return all;
    }

    /**
     * Writes all rows into a file; its name says the format.
     *
     * @see EmbeddingWriter#create
     */
    public void write(Path file) throws IOException {
        try (EmbeddingWriter writer = EmbeddingWriter.create(file, dimension)) {
            for (int i = 0; i < size(); i++) {
                writer.write(names.get(i), labels.get(i), rows.get(i));
            }
            writer.commit();
        }
    }

    @Override
    public String toString() {
        return "Embeddings[" + size() + " of " + dimension + " dimensions]";
    }

    /** Collects embeddings row by row. */
    public static final class Builder {
        private final int dimension;
        private final List<String> names = new ArrayList<>();
        private final List<@Nullable String> labels = new ArrayList<>();
        private final List<float[]> rows = new ArrayList<>();

        /**
         * None yet.
         *
         * @param dimension the length of a row, at least 1
         */
        public Builder(int dimension) {
            if (dimension < 1) {
                throw new IllegalArgumentException("an embedding has at least 1 dimension, got " + dimension);
            }
            this.dimension = dimension;
        }

        /** Adds a row, which is not copied. */
        public Builder add(String name, @Nullable String label, float[] embedding) {
            EmbeddingWriter.requireDimension(dimension, embedding);
            names.add(Objects.requireNonNull(name));
            labels.add(label);
            rows.add(embedding);
            return this;
        }

        /** What was added so far. */
        public Embeddings build() {
            return new Embeddings(dimension, new ArrayList<>(names), new ArrayList<>(labels), new ArrayList<>(rows));
        }
    }
}
