package dev.selfsame.search;

import dev.selfsame.data.Scratch;
import dev.selfsame.model.EmbeddingReader;
import dev.selfsame.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
    /** What an index is made of: Lucene's files, and what it says of itself; and what systems put beside, which is hidden. */
    private static final Pattern OWN =
            Pattern.compile(Pattern.quote(IndexManifest.NAME) + "|write\\.lock|segments_\\w+|_\\w+\\.\\w+|\\..*");

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
        requireFree(target);
        try (Scratch scratch = Scratch.replacing(target)) {
            try {
                write(rows, model, Files.createDirectory(scratch.path()));
                scratch.commit();
            } catch (IOException e) {
                throw scratch.named(e);
            }
        }
    }

    private void write(EmbeddingReader rows, @Nullable String model, Path aside) throws IOException {
        boolean graph = rows.size() >= config.exactBelow();
        if (graph) {
            writeGraph(rows, aside);
        } else {
            try (Directory directory = FSDirectory.open(aside)) {
                add(rows, directory);
            }
        }
        new IndexManifest(
                        IndexManifest.FORMAT,
                        Version.current(),
                        model,
                        rows.dimension(),
                        rows.size(),
                        graph,
                        IndexManifest.files(aside))
                .write(aside);
    }

    private static void requireFree(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        boolean index = IndexManifest.isIndex(target);
        List<String> names = Files.isDirectory(target) ? names(target) : List.of(String.valueOf(target.getFileName()));
        if (!index && !names.isEmpty()) {
            throw new IndexException(target + " is there and no index: name another directory");
        }
        for (String name : names) {
            if (!OWN.matcher(name).matches()) {
                throw new IndexException(target + " holds " + name
                        + " too, which is no part of the index and would be lost: move it, or name another directory");
            }
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    private void writeGraph(EmbeddingReader rows, Path aside) throws IOException {
        try (Scratch flat = Scratch.forFolder(aside.resolve("rows")); // which never gets this name
                Directory from = FSDirectory.open(flat.path());
                Directory to = FSDirectory.open(aside)) {
            add(rows, from);
            connect(from, to);
        }
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
}
