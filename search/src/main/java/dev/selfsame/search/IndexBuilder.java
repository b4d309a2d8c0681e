package dev.selfsame.search;

import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SlowCodecReaderWrapper;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Writes an index aside and gives it its name. Rows go to the disk as they come, and the graph of a large index is built
 * over them there: the memory that is needed is that of the graph, about 150 bytes a row.
 */
final class IndexBuilder {
    static final String VECTOR = "embedding";
    static final String PATH = "path";
    static final String LABEL = "label";

    private static final double BUFFER_MIB = 48;

    private final IndexConfig config;
    private final IndexProgress progress;
    private final double bufferMib;

    IndexBuilder(IndexConfig config, IndexProgress progress) {
        this(config, progress, BUFFER_MIB);
    }

    /** With so much memory for rows before they go to the disk. */
    IndexBuilder(IndexConfig config, IndexProgress progress, double bufferMib) {
        this.config = config;
        this.progress = progress;
        this.bufferMib = bufferMib;
    }

    /**
     * Builds an index.
     *
     * @param model the fingerprint of the encoder, null where it is not known
     */
    void build(EmbeddingReader rows, @Nullable String model, Path target) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        requireFree(target);
        Path aside = absolute.resolveSibling(absolute.getFileName() + ".partial");
        remove(aside);
        Files.createDirectories(aside);
        try {
            boolean graph = rows.size() >= config.exactBelow();
            write(rows, graph, aside);
            new IndexManifest(
                            IndexManifest.FORMAT,
                            Version.current(),
                            model,
                            rows.dimension(),
                            rows.size(),
                            graph,
                            IndexManifest.files(aside))
                    .write(aside);
            moveInto(absolute, aside);
        } finally {
            remove(aside);
        }
    }

    private static void requireFree(Path target) throws IOException {
        if (!Files.exists(target) || IndexManifest.isIndex(target)) {
            return;
        }
        boolean empty = false;
        if (Files.isDirectory(target)) {
            try (Stream<Path> list = Files.list(target)) {
                empty = list.findAny().isEmpty();
            }
        }
        if (!empty) {
            throw new IndexException(target + " is there and no index: name another directory");
        }
    }

    private void write(EmbeddingReader rows, boolean graph, Path aside) throws IOException {
        if (!graph) {
            try (Directory directory = FSDirectory.open(aside)) {
                add(rows, directory);
            }
            return;
        }
        Path flat = aside.resolve("rows");
        try (Directory from = FSDirectory.open(flat);
                Directory to = FSDirectory.open(aside)) {
            add(rows, from);
            connect(from, to);
        }
        remove(flat);
    }

    private void add(EmbeddingReader rows, Directory directory) throws IOException {
        IndexWriterConfig plain = config(new ExactFormat()).setMergePolicy(NoMergePolicy.INSTANCE);
        try (IndexWriter writer = new IndexWriter(directory, plain)) {
            while (rows.next()) {
                writer.addDocument(document(rows));
                progress.read(rows.row() + 1);
            }
        }
    }

    /** Copies all rows in their order into one segment with a graph. */
    private void connect(Directory from, Directory to) throws IOException {
        IndexWriterConfig graph = config(new GraphFormat())
                .setMergePolicy(new TieredMergePolicy())
                .setInfoStream(new GraphProgress(progress));
        try (DirectoryReader reader = DirectoryReader.open(from);
                IndexWriter writer = new IndexWriter(to, graph)) {
            List<CodecReader> parts = new ArrayList<>();
            for (LeafReaderContext leaf : reader.leaves()) {
                parts.add(SlowCodecReaderWrapper.wrap(leaf.reader()));
            }
            writer.addIndexes(parts.toArray(new CodecReader[0]));
        }
    }

    private IndexWriterConfig config(KnnVectorsFormat format) {
        return new IndexWriterConfig()
                .setCodec(new Lucene912Codec() {
                    @Override
                    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                        return format;
                    }
                })
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                .setUseCompoundFile(false)
                .setRAMBufferSizeMB(bufferMib);
    }

    private static Document document(EmbeddingReader rows) {
        Document document = new Document();
        document.add(
                new KnnFloatVectorField(VECTOR, Unit.length(rows.embedding()), VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new StoredField(PATH, rows.name()));
        String label = rows.label();
        if (label != null) {
            document.add(new StoredField(LABEL, label));
        }
        return document;
    }

    private static void moveInto(Path target, Path aside) throws IOException {
        Path old = target.resolveSibling(target.getFileName() + ".old");
        remove(old);
        if (Files.exists(target)) {
            Files.move(target, old);
        }
        Files.move(aside, target);
        remove(old);
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
