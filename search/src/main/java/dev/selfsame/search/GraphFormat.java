package dev.selfsame.search;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Vectors with a hierarchical graph of their neighbours (HNSW; Malkov and Yashunin 2020, arXiv:1603.09320), as Lucene
 * writes it, of more dimensions than it allows of itself.
 */
public final class GraphFormat extends KnnVectorsFormat {
    /** Neighbours of a vector in the upper layers, M in the paper; twice as many in the lowest. */
    private static final int NEIGHBOURS = 16;

    /** Candidates for them, efConstruction in the paper. */
    private static final int CANDIDATES = 100;

    private final Lucene99HnswVectorsFormat format = new Lucene99HnswVectorsFormat(NEIGHBOURS, CANDIDATES);

    /** Lucene finds it by its name. */
    public GraphFormat() {
        super("SelfsameGraph");
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        return format.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return format.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
        return ExactFormat.MOST_DIMENSIONS;
    }
}
