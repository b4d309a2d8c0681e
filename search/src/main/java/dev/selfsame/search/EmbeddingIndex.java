package dev.selfsame.search;

import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.model.Encoder;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
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
    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    private EmbeddingIndex(Path path, IndexManifest manifest, Directory directory, DirectoryReader reader) {
        this.path = path;
        this.manifest = manifest;
        this.directory = directory;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
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
        if (rows.size() == 0) {
            throw new IndexException(rows.file() + " has no rows to index");
        }
        if (rows.dimension() > ExactFormat.MOST_DIMENSIONS) {
            throw new IndexException(rows.file() + " has embeddings of " + rows.dimension()
                    + " dimensions; an index takes up to " + ExactFormat.MOST_DIMENSIONS);
        }
        new IndexBuilder(config, progress).build(rows, model, index);
    }

    /**
     * Opens an index.
     *
     * @throws IndexException if there is none, it is of another version, cut off or damaged
     */
    public static EmbeddingIndex open(Path index) throws IOException {
        IndexManifest manifest = IndexManifest.read(index);
        Directory directory = FSDirectory.open(index);
        DirectoryReader reader = null;
        try {
            reader = whole(index, () -> DirectoryReader.open(directory));
            EmbeddingIndex opened = new EmbeddingIndex(index, manifest, directory, reader);
            if (reader.maxDoc() != manifest.rows() || opened.embedding(0).length != manifest.dimension()) {
                throw new IndexException(damaged(index));
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            try (Directory closing = directory;
                    DirectoryReader first = reader) {
                throw e;
            }
        }
    }

    /** What is read from the files of an index. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Reads; where files are damaged, which Lucene may notice late, or only by an index out of bounds, says so in words. */
    private static <T> T whole(Path index, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IndexFormatTooNewException | IndexFormatTooOldException e) {
            throw new IndexException(
                    "the index " + index + " was written by another version of Lucene: build it again", e);
        } catch (AlreadyClosedException e) {
            throw e;
        } catch (CorruptIndexException | EOFException | RuntimeException | AssertionError e) {
            throw new IndexException(damaged(index), e);
        } catch (IOException e) {
            if (e.getClass() != IOException.class) {
                throw e; // it names a file
            }
            throw new IndexException("the index " + index + " can't be read: " + e.getMessage(), e);
        }
    }

    private static String damaged(Path index) {
        return "the index " + index + " is damaged: build it again";
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
        return whole(
                path,
                () -> neighbours(
                        manifest.graph()
                                ? GraphSearch.nearest(searcher, query, Math.min(k, size()))
                                : ExactSearch.nearest(reader, query, Math.min(k, size()))));
    }

    /** The same as {@link #search(float[], int)}, compared with each row whether there is a graph or not. */
    public List<Neighbour> searchExactly(float[] embedding, int k) throws IOException {
        return whole(path, () -> neighbours(ExactSearch.nearest(reader, Unit.length(embedding), Math.min(k, size()))));
    }

    private List<Neighbour> neighbours(ScoreDoc[] nearest) throws IOException {
        List<Neighbour> found = new ArrayList<>();
        for (ScoreDoc doc : nearest) {
            found.add(neighbour(doc));
        }
        return List.copyOf(found);
    }

    private Neighbour neighbour(ScoreDoc doc) throws IOException {
        Document stored = reader.storedFields().document(doc.doc);
        String name = Objects.requireNonNullElse(stored.get(IndexBuilder.PATH), "");
        double cosine = Math.max(-1, Math.min(1, 2.0 * doc.score - 1)); // Lucene's score of a product
        return new Neighbour(doc.doc, name, stored.get(IndexBuilder.LABEL), cosine);
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
        return whole(path, () -> ExactSearch.vector(reader, row));
    }

    @Override
    public void close() throws IOException {
        try (IndexReader closing = reader;
                Directory after = directory) {
            // the reader first
        }
    }

    @Override
    public String toString() {
        return "EmbeddingIndex[" + path + ", " + size() + " rows of " + dimension() + " dimensions, "
                + (isExact() ? "exact]" : "graph]");
    }
}
