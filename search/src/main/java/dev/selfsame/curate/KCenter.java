package dev.selfsame.curate;

import dev.selfsame.evaluate.Watcher;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.Threads;

/**
 * A diverse subset: after the image nearest to the mean of all, always the one that is farthest from those chosen (k-centre
 * greedy: Gonzalez 1985; Sener and Savarese 2018, arXiv:1708.00489, algorithm 1). No image is then farther from the subset
 * than twice the best that so many can do. It likes outliers; {@link TypicalSubset} doesn't.
 *
 * @param size of the subset, at least 1
 */
public record KCenter(int size) {
    private static final int AHEAD = 64;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the size is less than 1
     */
    public KCenter {
        if (size < 1) {
            throw new IllegalArgumentException("a subset must be at least 1 image, got " + size);
        }
    }

    /** {@link #choose(EmbeddedImages, Watcher)} that nobody watches. */
    public Ranking choose(EmbeddedImages images) {
        return choose(images, Watcher.NONE);
    }

    /**
     * The subset in the order of choice.
     *
     * @return each score is the image's distance to the nearest of those before it, 0 to 2: 2 - 2 cosine, its root
     * @throws IllegalArgumentException if it is larger than the collection
     */
    public Ranking choose(EmbeddedImages images, Watcher watcher) {
        Subsets.requireSize(size, images);
        int[] chosen = new int[size];
        double[] distances = new double[size];
        Seeds seeds = new Seeds(images);
        int next = nearestToMean(images);
        seeds.lookAhead(new int[] {next});
        for (int i = 0; i < size; i++) {
            chosen[i] = next;
            int place = seeds.placeOf(next);
            if (place < 0) {
                int[] likely = seeds.farthest(Math.min(AHEAD, size - i));
                seeds.lookAhead(likely[0] == next ? likely : new int[] {next});
                place = 0;
            }
            distances[i] = i == 0 ? 2 : Math.sqrt(seeds.squares()[next]);
            seeds.choose(place);
            next = farthest(seeds.squares(), chosen, i + 1);
            watcher.done(i + 1, size);
        }
        return new Ranking(chosen, distances);
    }

    /** Where all that is left equals something chosen, the lowest row that isn't. */
    private static int farthest(float[] squares, int[] chosen, int count) {
        int best = 0;
        for (int i = 1; i < squares.length; i++) {
            best = squares[i] > squares[best] ? i : best;
        }
        if (squares[best] > 0) {
            return best;
        }
        boolean[] taken = new boolean[squares.length];
        for (int i = 0; i < count; i++) {
            taken[chosen[i]] = true;
        }
        best = 0;
        while (best < taken.length - 1 && taken[best]) {
            best++;
        }
        return best;
    }

    private static int nearestToMean(EmbeddedImages images) {
        try (NoGrad guard = new NoGrad();
                Scope scope = new Scope()) {
            Tensor rows = images.rows();
            float[] cosines = Products.of(rows, Threads.single(() -> rows.mean(0, true))); // [N, 1]
            int best = 0;
            for (int i = 1; i < cosines.length; i++) {
                best = cosines[i] > cosines[best] ? i : best;
            }
            return best;
        }
    }
}
