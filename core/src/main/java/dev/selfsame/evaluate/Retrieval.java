package dev.selfsame.evaluate;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.Threads;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Image retrieval: for each query all rows of a gallery are ranked by cosine, and those of the query's class are wanted.
 * Mean average precision is over the whole ranking: the mean over the wanted rows of the precision at the place of each
 * (Manning et al. 2008, "Introduction to Information Retrieval", section 8.4). Recall at k is that of metric learning: the
 * share of queries with a wanted row among the first k (Oh Song et al. 2016, arXiv:1511.06452, section 5). Of equally
 * similar rows the lower stands first. Memory beyond the features stays below about 200 MB for galleries of up to four
 * million rows.
 */
public final class Retrieval {
    private static final long SEED = 1;
    private static final int VALUES = 1 << 22; // similarities at once
    private static final int BANK = 8192;
    private static final int[] PLACES = {1, 5, 10};

    private Retrieval() {}

    /**
     * Ranks a gallery for each query.
     *
     * @throws IllegalArgumentException if rows differ in length, or a query's class has no row in the gallery
     */
    public static RetrievalResult evaluate(Labelled gallery, Labelled queries) {
        queries.requireDimensionsOf(gallery);
        return evaluate(gallery, queries, false);
    }

    /**
     * Ranks all other rows for each row of one set, as on CUB-200 and Stanford Online Products.
     *
     * @throws IllegalArgumentException if a class has one row only
     */
    public static RetrievalResult leaveOneOut(Labelled rows) {
        return evaluate(rows, rows, true);
    }

    private static RetrievalResult evaluate(Labelled gallery, Labelled queries, boolean leaveOneOut) {
        long since = System.nanoTime();
        requireWanted(gallery, queries, leaveOneOut ? 2 : 1);
        int n = queries.size();
        double[] precision = new double[n];
        double[][] recall = new double[PLACES.length][n];
        boolean wide = gallery.features().dtype() == DType.FLOAT64
                && queries.features().dtype() == DType.FLOAT64;
        DType type = wide ? DType.FLOAT64 : DType.FLOAT32;
        Rows.each(queries.features(), Math.max(1, VALUES / gallery.size()), (some, first) -> {
            float[][] similar = similarities(Norm.l2(some.to(type)), gallery, type);
            each(similar.length, i -> {
                int query = (int) first + i;
                int[] ranking = ranking(similar[i], leaveOneOut ? query : -1);
                precision[query] = score(ranking, gallery, queries.label(query), recall, query);
            });
        });
        return new RetrievalResult(
                mean(precision),
                Bootstrap.ofMean(precision, SEED),
                mean(recall[0]),
                Bootstrap.ofMean(recall[0], SEED),
                mean(recall[1]),
                mean(recall[2]),
                gallery.size(),
                n,
                gallery.dimensions(),
                (System.nanoTime() - since) / 1e9,
                "cosine, whole ranking" + (leaveOneOut ? ", each image against all others" : ""));
    }

    private static void requireWanted(Labelled gallery, Labelled queries, int least) {
        int[][] rows = gallery.rowsByClass();
        for (int i = 0; i < queries.size(); i++) {
            int label = queries.label(i);
            int wanted = label < rows.length ? rows[label].length : 0;
            if (wanted < least) {
                throw new IllegalArgumentException("nothing can be found for the query of row " + i + ": its class "
                        + queries.className(label) + " has " + (least == 1 ? "no row in the gallery" : "no other row"));
            }
        }
    }

    /** Of each query with all rows of the gallery. */
    private static float[][] similarities(Tensor queries, Labelled gallery, DType type) {
        float[][] similar = new float[(int) queries.size(0)][gallery.size()];
        Rows.each(gallery.features(), BANK, (rows, start) -> {
            float[] values =
                    queries.matmul(Norm.l2(rows.to(type)).t()).to(DType.FLOAT32).toFloats();
            int columns = (int) rows.size(0);
            for (int i = 0; i < similar.length; i++) {
                System.arraycopy(values, i * columns, similar[i], (int) start, columns);
            }
        });
        return similar;
    }

    /** The rows by falling similarity, without one of them. */
    private static int[] ranking(float[] similar, int without) {
        long[] keys = new long[similar.length];
        for (int i = 0; i < keys.length; i++) {
            int bits = Float.floatToIntBits(similar[i] + 0f); // a negative zero becomes zero
            int rising = bits ^ (bits >> 31 & Integer.MAX_VALUE);
            keys[i] = (long) ~rising << 32 | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys)
                .mapToInt(key -> (int) key)
                .filter(row -> row != without)
                .toArray();
    }

    /** Notes the recalls of a query and gives its average precision. */
    private static double score(int[] ranking, Labelled gallery, int label, double[][] recall, int query) {
        int wanted = 0;
        double sum = 0;
        for (int place = 0; place < ranking.length; place++) {
            if (gallery.label(ranking[place]) != label) {
                continue;
            }
            if (wanted == 0) {
                for (int k = 0; k < PLACES.length; k++) {
                    recall[k][query] = place < PLACES[k] ? 1 : 0;
                }
            }
            wanted++;
            sum += (double) wanted / (place + 1);
        }
        return sum / wanted;
    }

    private static void each(int queries, IntConsumer query) {
        IntStream all = IntStream.range(0, queries);
        (Threads.count() == 1 ? all : all.parallel()).forEach(query);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
