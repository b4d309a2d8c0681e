package dev.selfsame.search;

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

/** The rows of an index, as Lucene keeps them. Any number of threads may read. Files that are damaged are named. */
final class IndexedRows implements AutoCloseable {
    private final Path index;
    private final Directory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    private IndexedRows(Path index, Directory directory, DirectoryReader reader) {
        this.index = index;
        this.directory = directory;
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
    }

    static IndexedRows open(Path index) throws IOException {
        Directory directory = FSDirectory.open(index);
        try {
            return new IndexedRows(index, directory, whole(index, () -> DirectoryReader.open(directory)));
        } catch (IOException | RuntimeException e) {
            try (Directory closing = directory) {
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

    /** Checks that there are as many rows as there should be, of that length. */
    void require(int rows, int dimension) throws IOException {
        if (reader.maxDoc() != rows || embedding(0).length != dimension) {
            throw new IndexException(damaged(index));
        }
    }

    /** A row itself, of length 1. */
    float[] embedding(int row) throws IOException {
        return whole(index, () -> ExactSearch.vector(reader, row));
    }

    /** The k nearest rows to a query of length 1, compared with each. */
    List<Neighbour> nearest(float[] query, int k) throws IOException {
        return whole(index, () -> neighbours(ExactSearch.nearest(reader, query, k)));
    }

    /** Those that the graph leads to. */
    List<Neighbour> nearestByGraph(float[] query, int k) throws IOException {
        return whole(index, () -> neighbours(GraphSearch.nearest(searcher, query, k)));
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

    @Override
    public void close() throws IOException {
        try (IndexReader closing = reader;
                Directory after = directory) {
            // the reader first
        }
    }
}
