package dev.selfsame.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.VectorScorer;

/** Compares with every row. */
final class ExactSearch {
    /** The nearest first; of equally near ones the lower row. */
    private static final Comparator<ScoreDoc> NEAREST_FIRST =
            Comparator.<ScoreDoc>comparingDouble(found -> -found.score).thenComparingInt(found -> found.doc);

    private ExactSearch() {}

    /** The k nearest rows to a query of length 1. */
    static ScoreDoc[] nearest(IndexReader reader, float[] query, int k) throws IOException {
        PriorityQueue<ScoreDoc> best = new PriorityQueue<>(k + 1, NEAREST_FIRST.reversed());
        for (LeafReaderContext leaf : reader.leaves()) {
            VectorScorer scorer = values(leaf).scorer(query);
            DocIdSetIterator rows = scorer.iterator();
            for (int row = rows.nextDoc(); row != DocIdSetIterator.NO_MORE_DOCS; row = rows.nextDoc()) {
                float score = scorer.score();
                ScoreDoc worst = best.peek();
                if (worst == null || best.size() < k || score > worst.score) {
                    best.add(new ScoreDoc(leaf.docBase + row, score));
                    if (best.size() > k) {
                        best.remove();
                    }
                }
            }
        }
        ScoreDoc[] found = best.toArray(new ScoreDoc[0]);
        Arrays.sort(found, NEAREST_FIRST);
        return found;
    }

    /** A row itself. */
    static float[] vector(IndexReader reader, int row) throws IOException {
        LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(row, reader.leaves()));
        FloatVectorValues values = values(leaf);
        values.advance(row - leaf.docBase);
        return values.vectorValue().clone();
    }

    private static FloatVectorValues values(LeafReaderContext leaf) throws IOException {
        FloatVectorValues values = leaf.reader().getFloatVectorValues(IndexBuilder.VECTOR);
        if (values == null) {
            throw new CorruptIndexException("there are no embeddings", IndexBuilder.VECTOR);
        }
        return values;
    }
}
