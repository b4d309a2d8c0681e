package dev.selfsame.curate;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * k-means of L2-normalised rows with Lloyd's iterations from the seeds of k-means++ (Arthur and Vassilvitskii 2007): a seed
 * is drawn with the squared distance to the nearest seed so far as its weight. It ends when no image changes its cluster. A
 * cluster that gets empty starts anew from the image that is farthest from its centroid.
 *
 * @param k clusters, at least 1
 * @param iterations at most so many, at least 1; usually 50
 * @param seed of what is drawn
 */
public record KMeans(int k, int iterations, long seed) {
    private static final int AHEAD = 64;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is outside its range
     */
    public KMeans {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("the iterations must be at least 1, got " + iterations);
        }
    }

    /** Of so many clusters, at most 50 iterations, seed 1. */
    public static KMeans of(int k) {
        return new KMeans(k, 50, 1);
    }

    /** {@link #cluster(EmbeddedImages, Watcher)} that nobody watches. */
    public Clusters cluster(EmbeddedImages images) {
        return cluster(images, Watcher.NONE);
    }

    /**
     * The clusters. {@code watcher} hears of the seeds, then of iterations.
     *
     * @return owns its centroids
     * @throws IllegalArgumentException if k is larger than the number of images
     */
    public Clusters cluster(EmbeddedImages images, Watcher watcher) {
        if (k > images.size()) {
            throw new IllegalArgumentException("k is " + k + ", but there are only " + images.size() + " images");
        }
        int[] seeds = seeds(images, watcher);
        try (NoGrad guard = new NoGrad();
                Scope scope = new Scope()) {
            Tensor rows = images.rows();
            Assignment assignment = new Assignment(
                    rows, Indexing.select(rows, 0, asTensor(seeds)).unscoped());
            int done = 0;
            boolean moved = true;
            while (moved && done < iterations) {
                moved = assignment.assign();
                assignment.refill();
                assignment.average();
                watcher.done(++done, iterations);
            }
            if (moved) { // the centroids have moved since
                assignment.assign();
            }
            return assignment.clusters(done);
        }
    }

    /** Seeds of k-means++, each row at most once. */
    int[] seeds(EmbeddedImages images, Watcher watcher) {
        Draws draws = Draws.of(seed, Stream.SAMPLE, 0, 0);
        Seeds seeds = new Seeds(images);
        int[] chosen = new int[k];
        chosen[0] = draws.below(images.size());
        seeds.lookAhead(new int[] {chosen[0]});
        seeds.choose(0);
        int count = 1;
        while (count < k) {
            float[] before = seeds.squares().clone();
            int[] drawn = draw(before, chosen, count, Math.min(AHEAD, k - count), draws);
            seeds.lookAhead(drawn);
            for (int place = 0; place < drawn.length && count < k; place++) {
                // Drawn by the weights before, kept by the ratio to those of now: as if drawn by those of now.
                float now = seeds.squares()[drawn[place]];
                boolean first = place == 0; // which no other has come before
                if (first || (now > 0 && draws.uniform() * before[drawn[place]] < now)) {
                    chosen[count++] = drawn[place];
                    seeds.choose(place);
                }
            }
            watcher.done(count, k);
        }
        return chosen;
    }

    /** Rows drawn by their weights, with replacement; where all weights are 0, one row that isn't chosen yet. */
    private static int[] draw(float[] weights, int[] chosen, int count, int wanted, Draws draws) {
        double[] sums = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            sums[i] = sum;
        }
        double total = sum;
        if (!(total > 0)) {
            boolean[] taken = new boolean[weights.length];
            Arrays.stream(chosen, 0, count).forEach(row -> taken[row] = true);
            return new int[] {
                IntStream.range(0, taken.length)
                        .filter(i -> !taken[i])
                        .findFirst()
                        .orElseThrow()
            };
        }
        return IntStream.range(0, wanted)
                .map(i -> place(sums, draws.uniform() * total))
                .toArray();
    }

    /** The first row whose sum is above a number: one of weight 0 never is. */
    private static int place(double[] sums, double drawn) {
        int low = 0;
        int high = sums.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle] > drawn) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static Tensor asTensor(int[] rows) {
        return Tensor.of(IntStream.of(rows).asLongStream().toArray(), rows.length);
    }

    /** The rows, where they belong, and the centroids; everything but the rows is made anew in each iteration. */
    private static final class Assignment {
        private final Tensor rows;
        private final int n;
        private final int k;
        private final int[] clusterOf;
        private final float[] squares;
        private Tensor centroids;

        Assignment(Tensor rows, Tensor centroids) {
            this.rows = rows;
            this.n = (int) rows.size(0);
            this.k = (int) centroids.size(0);
            this.clusterOf = new int[n];
            Arrays.fill(clusterOf, -1);
            this.squares = new float[n];
            this.centroids = centroids;
        }

        /** Gives each row to the nearest centroid, the lower one of equally near ones; whether any has changed. */
        boolean assign() {
            boolean[] moved = new boolean[1];
            float[] lengths = centroids.square().sum(1, false).toFloats(); // [K]
            int piece = Math.max(1, Math.min(Blocks.ROWS, (1 << 22) / k));
            Blocks.each(rows, piece, (some, start) -> {
                float[] products = some.matmul(centroids.t()).toFloats(); // [n, K]
                Blocks.parallel((int) some.size(0), i -> {
                    int best = 0;
                    float nearest = Float.POSITIVE_INFINITY;
                    for (int c = 0; c < k; c++) {
                        float distance = lengths[c] - 2 * products[i * k + c]; // ‖x - c‖² - ‖x‖²
                        if (distance < nearest) {
                            nearest = distance;
                            best = c;
                        }
                    }
                    squares[start + i] = nearest;
                    if (clusterOf[start + i] != best) {
                        clusterOf[start + i] = best;
                        moved[0] = true;
                    }
                });
            });
            return moved[0];
        }

        /** Gives each empty cluster the farthest row of a cluster that has others. */
        void refill() {
            int[] sizes = sizes();
            for (int c = 0; c < k; c++) {
                if (sizes[c] == 0) {
                    int far = -1;
                    for (int i = 0; i < n; i++) {
                        if (sizes[clusterOf[i]] > 1 && (far < 0 || squares[i] > squares[far])) {
                            far = i;
                        }
                    }
                    sizes[clusterOf[far]]--;
                    sizes[c] = 1;
                    clusterOf[far] = c;
                    squares[far] = Float.NEGATIVE_INFINITY;
                }
            }
        }

        /** Moves each centroid to the mean of its rows. */
        void average() {
            try (Scope scope = new Scope()) {
                centroids.copyInPlace(Means.of(rows, clusterOf, k).tensor());
            }
        }

        private int[] sizes() {
            int[] sizes = new int[k];
            for (int cluster : clusterOf) {
                sizes[cluster]++;
            }
            return sizes;
        }

        Clusters clusters(int done) {
            return new Clusters(clusterOf, centroids, done);
        }
    }
}
