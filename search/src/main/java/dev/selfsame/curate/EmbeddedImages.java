package dev.selfsame.curate;

import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.model.Embeddings;
import dev.selfsame.model.ModelFileException;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Images by their embeddings: a row each, L2-normalised, with its name and, where there is one, its label. A row of zeros
 * stays one, and its cosine with every other is 0. Its tensor lives until it is closed.
 */
public final class EmbeddedImages implements AutoCloseable {
    private final Tensor rows;
    private final List<String> names;
    private final List<@Nullable String> labels;

    private EmbeddedImages(Tensor rows, List<String> names, List<@Nullable String> labels) {
        this.rows = rows;
        this.names = Collections.unmodifiableList(names);
        this.labels = Collections.unmodifiableList(labels);
    }

    /**
     * Copies embeddings.
     *
     * @throws IllegalArgumentException if there is none, or a number isn't finite
     */
    public static EmbeddedImages of(Embeddings embeddings) {
        try (Builder builder = new Builder(embeddings.size(), embeddings.dimension())) {
            for (int i = 0; i < embeddings.size(); i++) {
                builder.add(embeddings.names().get(i), embeddings.labels().get(i), embeddings.row(i));
            }
            return builder.build();
        }
    }

    /**
     * Reads a file of embeddings, row by row: no second copy of it is in memory.
     *
     * @throws IOException if it can't be read, holds no row, or one that isn't finite
     */
    public static EmbeddedImages read(Path file) throws IOException {
        try (EmbeddingReader reader = EmbeddingReader.open(file)) {
            if (reader.size() == 0) {
                throw new ModelFileException(file + " has no embeddings");
            }
            try (Builder builder = new Builder(reader.size(), reader.dimension())) {
                while (reader.next()) {
                    builder.add(reader.name(), reader.label(), reader.embedding());
                }
                return builder.build();
            }
        }
    }

    /** The same images, those without a label with that of their source; this one must not be used any more. */
    public EmbeddedImages labelledBy(ImageLocations locations) {
        List<@Nullable String> all = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            String own = labels.get(i);
            boolean known = own != null || locations.place(i) < 0;
            all.add(known ? own : locations.source().label(locations.place(i)));
        }
        return new EmbeddedImages(rows, names, all);
    }

    /** The number of images, N. */
    public int size() {
        return names.size();
    }

    /** The length of a row, D. */
    public int dimension() {
        return (int) rows.size(1);
    }

    /** What each image is called in its source. */
    public List<String> names() {
        return names;
    }

    /** The label of each image, null without one. */
    public List<@Nullable String> labels() {
        return labels;
    }

    /**
     * Some rows, spread evenly over all: float32 [n, D], the caller's.
     *
     * @param most how many there are at most, at least 1
     */
    public Tensor sample(int most) {
        long n = Math.min(most, size());
        try (Tensor places =
                Tensor.of(LongStream.range(0, n).map(i -> i * size() / n).toArray(), n)) {
            return Indexing.select(rows, 0, places);
        }
    }

    /** L2-normalised: float32 [N, D]. Owned by this. */
    Tensor rows() {
        return rows;
    }

    /**
     * The class of each image: its label's place in {@link #classes}.
     *
     * @throws IllegalArgumentException if one has no label
     */
    int[] classOf() {
        List<String> classes = classes();
        int[] classOf = new int[size()];
        for (int i = 0; i < classOf.length; i++) {
            String label = labels.get(i);
            if (label == null) {
                long missing = labels.stream().filter(Objects::isNull).count();
                throw new IllegalArgumentException("labels are needed, and " + missing + " of the " + size()
                        + " images have none (the first: " + names.get(i) + ")");
            }
            classOf[i] = Collections.binarySearch(classes, label);
        }
        return classOf;
    }

    /** All labels that there are, each once, in the order of their characters. */
    public List<String> classes() {
        TreeSet<String> sorted = new TreeSet<>();
        labels.forEach(label -> {
            if (label != null) {
                sorted.add(label);
            }
        });
        return List.copyOf(sorted);
    }

    /** Whether every image has a label. */
    public boolean isLabelled() {
        return labels.stream().allMatch(Objects::nonNull);
    }

    @Override
    public void close() {
        rows.close();
    }

    @Override
    public String toString() {
        return "EmbeddedImages[" + size() + " of " + dimension() + " dimensions]";
    }

    /** Collects rows; their number has to be known before. */
    public static final class Builder implements AutoCloseable {
        private final Tensor all;
        private final List<String> names = new ArrayList<>();
        private final List<@Nullable String> labels = new ArrayList<>();
        private boolean built;

        /**
         * None yet.
         *
         * @param size how many there will be, at least 1
         * @param dimension the length of a row, at least 1
         */
        public Builder(int size, int dimension) {
            if (size < 1 || dimension < 1) {
                throw new IllegalArgumentException(
                        "there must be at least 1 image of at least 1 dimension, got " + size + " of " + dimension);
            }
            all = Tensor.zeros(DType.FLOAT32, size, dimension).unscoped();
        }

        /**
         * Copies a row.
         *
         * @throws IllegalArgumentException if it has another length, or a number isn't finite
         */
        public Builder add(String name, @Nullable String label, float[] embedding) {
            if (embedding.length != all.size(1)) {
                throw new IllegalArgumentException(
                        "embeddings must have " + all.size(1) + " dimensions, got " + embedding.length + " of " + name);
            }
            for (int d = 0; d < embedding.length; d++) {
                if (!Float.isFinite(embedding[d])) {
                    throw new IllegalArgumentException("embeddings must be finite: value " + d + " of row "
                            + names.size() + " (" + name + ") is " + embedding[d]);
                }
            }
            if (names.size() == all.size(0)) {
                throw new IllegalArgumentException("there are more rows than the " + all.size(0) + " that were said");
            }
            try (Tensor target = all.select(0, names.size());
                    Tensor row = Tensor.of(embedding, embedding.length)) {
                target.copyInPlace(row);
            }
            names.add(name);
            labels.add(label);
            return this;
        }

        /** All of them; this has none left. */
        public EmbeddedImages build() {
            if (built || names.size() != all.size(0)) {
                throw new IllegalStateException(
                        "of " + all.size(0) + " rows " + (built ? "all are given away" : names.size() + " are there"));
            }
            try (NoGrad guard = new NoGrad();
                    Scope scope = new Scope()) {
                for (long start = 0; start < all.size(0); start += 4096) {
                    Tensor piece = all.narrow(0, start, Math.min(4096, all.size(0) - start));
                    Tensor unit = Norm.l2(piece.to(DType.FLOAT64)); // a row of 1e30 has no square in float32
                    piece.copyInPlace(unit);
                }
            }
            built = true;
            return new EmbeddedImages(all, names, labels);
        }

        /** Frees the rows, unless they were built. */
        @Override
        public void close() {
            if (!built) {
                all.close();
            }
        }
    }
}
