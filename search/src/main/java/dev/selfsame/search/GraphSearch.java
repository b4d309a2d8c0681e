package dev.selfsame.search;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;

/** Follows the graph of neighbours. */
final class GraphSearch {
    /** How many of the nearest are kept while the graph is followed, at the least (ef in the paper): more find more. */
    private static final int BREADTH = 128;

    private GraphSearch() {}

    /** The k nearest rows that it finds to a query of length 1. */
    static ScoreDoc[] nearest(IndexSearcher searcher, float[] query, int k) throws IOException {
        int breadth = Math.min(searcher.getIndexReader().maxDoc(), Math.max(2 * k, BREADTH));
        ScoreDoc[] found =
                searcher.search(new KnnFloatVectorQuery(IndexBuilder.VECTOR, query, breadth), breadth).scoreDocs;
        return Arrays.copyOf(found, Math.min(k, found.length));
    }
}
