package dev.selfsame.search;

import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.model.Encoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index of a file of embeddings, which finds the images that are nearest to one by the cosine of the angle between
 * their embeddings. Any number of threads may search.
 *
 * <pre>{@code
 * EmbeddingIndex.build(Path.of("photos.parquet"), Path.of("photos.index"));
 * try (EmbeddingIndex index = EmbeddingIndex.open(Path.of("photos.index"));
 *         Encoder encoder = Encoder.load(Path.of("runs/byol"))) {
 *     List<Neighbour> found = index.search(encoder, Path.of("query.jpg"), 10);
 * }
 * }</pre>
 */
public final class EmbeddingIndex implements AutoCloseable {
    private final Path path;
    private final IndexManifest manifest;
    private final IndexedRows rows;

    private EmbeddingIndex(Path path, IndexManifest manifest, IndexedRows rows) {
        this.path = path;
        this.manifest = manifest;
        this.rows = rows;
    }

    /**
     * Builds the index of a file of embeddings; it takes the place of an earlier one when it is whole.
     *
     * @param embeddings as {@link EmbeddingReader#open} reads them
     * @param index the directory
     * @throws IndexException if the directory holds something else, or there is nothing to index
     */
    public static void build(Path embeddings, Path index) throws IOException {
        try (EmbeddingReader rows = EmbeddingReader.open(embeddings)) {
            build(rows, rows.model(), index, IndexConfig.DEFAULT, done -> {});
        }
    }

    /**
     * Builds the index of the rows of a file.
     *
     * @param rows before the first
     * @param model the {@link Encoder#fingerprint} of the encoder that made them, null where it is not known: then only
     *     its own rows can be asked for
     * @param index the directory
     * @param progress hears how far it has come
     * @throws IndexException if the directory holds something else, or there is nothing to index
     */
    public static void build(
            EmbeddingReader rows, @Nullable String model, Path index, IndexConfig config, IndexProgress progress)
            throws IOException {
        requireRows(rows);
        if (rows.dimension() > ExactFormat.MOST_DIMENSIONS) {
            throw new IndexException(rows.file() + " has embeddings of " + rows.dimension()
                    + " dimensions; an index takes up to " + ExactFormat.MOST_DIMENSIONS);
        }
        new IndexBuilder(config, progress).build(rows, model, index);
    }

    /** An index of nothing would take the place of one that is there. */
    static void requireRows(EmbeddingReader rows) throws IndexException {
        if (rows.size() == 0) {
            throw new IndexException(rows.file() + " has no rows to index");
        }
    }

    /**
     * Opens an index.
     *
     * @throws IndexException if there is none, it is of another version, cut off or damaged
     */
    public static EmbeddingIndex open(Path index) throws IOException {
        IndexManifest manifest = IndexManifest.read(index);
        IndexedRows rows = IndexedRows.open(index);
        try {
            rows.require(manifest.rows(), manifest.dimension());
            return new EmbeddingIndex(index, manifest, rows);
        } catch (IOException | RuntimeException e) {
            try (IndexedRows closing = rows) {
                throw e;
            }
        }
    }

    /** How many rows, N. */
    public int size() {
        return manifest.rows();
    }

    /** The length of an embedding, D. */
    public int dimension() {
        return manifest.dimension();
    }

    /** Whether each row is compared; if not, a graph of neighbours is followed, which may miss some. */
    public boolean isExact() {
        return !manifest.graph();
    }

    /** The {@link Encoder#fingerprint} of the encoder that made the embeddings, null where it is not known. */
    public @Nullable String model() {
        return manifest.model();
    }

    /**
     * Checks that an encoder is the one whose embeddings these are.
     *
     * @throws IndexException if it isn't, or the index doesn't know
     */
    public void require(Encoder encoder) throws IndexException {
        String model = manifest.model();
        if (encoder.dimension() != dimension()) {
            throw new IndexException("the index " + path + " has embeddings of " + dimension()
                    + " dimensions, the encoder makes " + encoder.dimension());
        }
        if (model == null) {
            throw new IndexException("the index " + path + " doesn't know which encoder made its embeddings: build it"
                    + " again and say which");
        }
        if (!model.equals(encoder.fingerprint())) {
            throw new IndexException("the index " + path + " is of embeddings of another encoder (" + shortened(model)
                    + ", not " + shortened(encoder.fingerprint()) + "): they can't be compared");
        }
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }

    /**
     * Finds the images nearest to an image file.
     *
     * @param encoder the one that made the index's embeddings
     * @param k how many, at least 1; fewer where the index has fewer
     * @return the nearest first; of equally near ones that of the lower row
     * @throws IndexException if the encoder is another one
     */
    public List<Neighbour> search(Encoder encoder, Path image, int k) throws IOException {
        require(encoder);
        return search(encoder.embed(image), k);
    }

    /**
     * Finds the images nearest to one of the index, without itself.
     *
     * @param row from 0
     * @param k how many, at least 1
     * @return the nearest first
     */
    public List<Neighbour> searchRow(int row, int k) throws IOException {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
        List<Neighbour> found = new ArrayList<>(search(embedding(row), Math.min(k, size()) + 1));
        if (!found.removeIf(neighbour -> neighbour.row() == row)) {
            found.remove(found.size() - 1); // copies of it came first
        }
        return found.subList(0, Math.min(k, found.size()));
    }

    /**
     * Finds the images nearest to an embedding.
     *
     * @param embedding D values, of any length but 0
     * @param k how many, at least 1; fewer where the index has fewer
     * @return the nearest first; of equally near ones that of the lower row
     */
    public List<Neighbour> search(float[] embedding, int k) throws IOException {
        if (embedding.length != dimension()) {
            throw new IndexException("the index " + path + " has embeddings of " + dimension()
                    + " dimensions, the query has " + embedding.length);
        }
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
        for (float value : embedding) {
            if (!Float.isFinite(value)) {
                throw new IndexException("the query's embedding has " + value + ": it can't be compared");
            }
        }
        float[] query = Unit.length(embedding);
        int most = Math.min(k, size());
        return isExact() ? rows.nearest(query, most) : rows.nearestByGraph(query, most);
    }

    /** The same as {@link #search(float[], int)}, compared with each row whether there is a graph or not. */
    public List<Neighbour> searchExactly(float[] embedding, int k) throws IOException {
        return rows.nearest(Unit.length(embedding), Math.min(k, size()));
    }

    /**
     * The embedding of a row, of length 1.
     *
     * @param row from 0
     */
    public float[] embedding(int row) throws IOException {
        if (row < 0 || row >= size()) {
            throw new IndexException("the index " + path + " has the rows 0 to " + (size() - 1) + ", got " + row);
        }
        return rows.embedding(row);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    @Override
    public String toString() {
        return "EmbeddingIndex[" + path + ", " + size() + " rows of " + dimension() + " dimensions, "
                + (isExact() ? "exact]" : "graph]");
    }
}
