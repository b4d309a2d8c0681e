package dev.selfsame.curate;

import dev.selfsame.evaluate.Watcher;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A subset without odd ones: as many clusters as images are wanted, by {@link KMeans}, and of each the most typical image,
 * which has the least mean distance to its 20 nearest in the cluster (TypiClust: Hacohen et al. 2022, arXiv:2202.02794,
 * section 3.2, without its initial pool). Clusters with more images come first; those of fewer than 5, where the mean is 20 and
 * more, are odd ones, and others give a second image instead.
 *
 * @param size of the subset, at least 1
 * @param seed of what is drawn
 */
public record TypicalSubset(int size, long seed) {
    private static final int NEIGHBOURS = 20;
    private static final int ITERATIONS = 20;
    private static final int LEAST_IMAGES = 5;
    private static final int PRODUCT = 1 << 22;
    /** Below this, images are equal but for rounding. */
    private static final double LEAST_DISTANCE = 1e-3;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the size is less than 1
     */
    public TypicalSubset {
        if (size < 1) {
            throw new IllegalArgumentException("a subset must be at least 1 image, got " + size);
        }
    }

    /** {@link #choose(EmbeddedImages, Watcher)} that nobody watches. */
    public Ranking choose(EmbeddedImages images) {
        return choose(images, Watcher.NONE);
    }

    /**
     * The subset.
     *
     * @return each score is the image's typicality: 1 over the mean distance √(2 - 2 cosine) to its neighbours in its
     *     cluster; 0 where it is alone there or its cluster is too small
     * @throws IllegalArgumentException if it is larger than the collection
     */
    public Ranking choose(EmbeddedImages images, Watcher watcher) {
        Subsets.requireSize(size, images);
        int[][] members;
        try (Clusters clusters = new KMeans(size, ITERATIONS, seed).cluster(images, watcher)) {
            members = members(clusters, images.size());
        }
        int least = Math.min(LEAST_IMAGES, Math.max(1, images.size() / size / 4));
        double[] scores = new double[images.size()];
        int[][] byScore = Arrays.stream(members)
                .filter(cluster -> cluster.length >= least)
                .sorted(Comparator.<int[]>comparingInt(cluster -> -cluster.length))
                .map(cluster -> byScore(images.rows(), cluster, scores))
                .toArray(int[][]::new);
        int[] rows = taken(byScore, images.size());
        return new Ranking(
                rows, Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray());
    }

    /** The most typical of each cluster, then the second of each, and so on. */
    private int[] taken(int[][] byScore, int images) {
        int longest =
                Arrays.stream(byScore).mapToInt(cluster -> cluster.length).max().orElse(0);
        IntStream inTurn = IntStream.range(0, longest).flatMap(round -> Arrays.stream(byScore)
                .filter(cluster -> cluster.length > round)
                .mapToInt(cluster -> cluster[round]));
        // Where clusters that are too small leave too few, the lowest rows stand in.
        return IntStream.concat(inTurn, IntStream.range(0, images))
                .distinct()
                .limit(size)
                .toArray();
    }

    /** The rows of a cluster by falling typicality, which is noted. */
    private static int[] byScore(Tensor rows, int[] cluster, double[] scores) {
        double[] typicality = typicality(rows, cluster);
        for (int i = 0; i < cluster.length; i++) {
            scores[cluster[i]] = typicality[i];
        }
        return IntStream.of(cluster)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> -scores[row])
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[][] members(Clusters clusters, int images) {
        int[] sizes = clusters.sizes();
        int[][] members = new int[sizes.length][];
        int[] filled = new int[sizes.length];
        for (int c = 0; c < sizes.length; c++) {
            members[c] = new int[sizes[c]];
        }
        for (int i = 0; i < images; i++) {
            int c = clusters.of(i);
            members[c][filled[c]++] = i;
        }
        return members;
    }

    /** Of each of some rows among them. */
    private static double[] typicality(Tensor rows, int[] some) {
        double[] typicality = new double[some.length];
        if (some.length == 1) {
            return typicality;
        }
        int k = Math.min(NEIGHBOURS, some.length - 1);
        try (NoGrad guard = new NoGrad();
                Scope scope = new Scope()) {
            Tensor here = Indexing.select(
                    rows, 0, Tensor.of(IntStream.of(some).asLongStream().toArray(), some.length)); // [n, D]
            int length = Math.max(1, Math.min(Blocks.ROWS, PRODUCT / some.length));
            Blocks.each(here, length, (piece, start) -> {
                NearestRows nearest = new NearestRows((int) piece.size(0), k);
                float[] cosines = Products.of(piece, here); // [length, n]
                for (int i = 0; i < piece.size(0); i++) {
                    cosines[i * some.length + start + i] = Float.NEGATIVE_INFINITY; // itself
                    nearest.offerOthers(i, cosines, i * some.length, some.length, 0);
                    double sum = 0;
                    for (int place = 0; place < k; place++) {
                        sum += Math.sqrt(Math.max(0, 2 - 2 * nearest.cosine(i, place)));
                    }
                    typicality[start + i] = k / Math.max(sum, k * LEAST_DISTANCE);
                }
            });
        }
        return typicality;
    }
}
