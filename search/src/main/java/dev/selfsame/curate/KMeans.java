package dev.selfsame.curate;

import dev.selfsame.evaluate.Watcher;
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
            return lloyd(images.rows(), Indexing.select(images.rows(), 0, asTensor(seeds)), watcher);
        }
    }

    /** Lloyd's iterations from centroids [K, D], which move and are those of the result. */
    Clusters lloyd(Tensor rows, Tensor centroids, Watcher watcher) {
        Assignment assignment = new Assignment(rows, centroids);
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
}
