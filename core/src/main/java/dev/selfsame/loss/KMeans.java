package dev.selfsame.loss;

import dev.selfsame.random.Draws;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;

/**
 * k-means with Lloyd's iterations from the seeds of k-means++ (Arthur and Vassilvitskii 2007): a seed is drawn with the
 * squared distance to the nearest seed so far as its weight. Computes in float64, without gradients.
 *
 * @param iterations at most so many, at least 1
 * @param tolerance stops when all centroids together move less, above 0
 * @param choices draws seeds, and new places for clusters that got empty
 */
record KMeans(int iterations, double tolerance, Choices choices) {
    /** What is drawn, in this order: the first seed, the others, and a point for each empty cluster. */
    interface Choices {
        /** A number from 0 to {@code count - 1}, each equally likely. */
        int any(int count);

        /** A number from 0 to the number of weights - 1, in proportion to the weights, or any where all are 0. */
        int weighted(double[] weights);

        /** Drawn at random. */
        static Choices of(Draws draws) {
            return new Drawn(draws);
        }
    }

    /**
     * Clusters of points.
     *
     * @param labels the cluster of each point, the nearest: int64 [P]
     * @param distances from each point to each centroid: [P, K]
     * @param centroids [K, D]
     */
    record Clusters(Tensor labels, Tensor distances, Tensor centroids) {}

    /**
     * The clusters of points.
     *
     * @param points [P, D]
     * @param most K, or P where there are fewer points
     */
    Clusters of(Tensor points, int most) {
        try (NoGrad guard = new NoGrad()) {
            Tensor x = points.detach().to(DType.FLOAT64);
            Tensor centroids = seeds(x, (int) Math.min(most, x.size(0)));
            for (int i = 0; i < iterations; i++) {
                Tensor means = means(x, nearest(Linalg.distances(x, centroids)), (int) centroids.size(0));
                double shift = means.sub(centroids).norm().item();
                centroids = means;
                if (shift < tolerance) {
                    break;
                }
            }
            Tensor distances = Linalg.distances(x, centroids);
            return new Clusters(nearest(distances), distances, centroids);
        }
    }

    private static Tensor nearest(Tensor distances) {
        return Indexing.argMax(distances.neg(), 1);
    }

    private Tensor seeds(Tensor x, int k) {
        long[] chosen = new long[k];
        double[] squares = new double[(int) x.size(0)];
        Arrays.fill(squares, Double.POSITIVE_INFINITY);
        for (int i = 0; i < k; i++) {
            chosen[i] = i == 0 ? choices.any(squares.length) : choices.weighted(squares);
            double[] distances = Linalg.distances(x, x.narrow(0, chosen[i], 1)).toDoubles();
            for (int p = 0; p < squares.length; p++) {
                squares[p] = Math.min(squares[p], distances[p] * distances[p]);
            }
        }
        return Indexing.select(x, 0, Tensor.of(chosen, k).to(x.device()));
    }

    private Tensor means(Tensor x, Tensor labels, int k) {
        Tensor sums = Tensor.zeros(DType.FLOAT64, k, x.size(1)).to(x.device());
        Indexing.addInPlace(sums, 0, labels, x);
        double[] sizes = new double[k];
        for (long label : labels.toLongs()) {
            sizes[(int) label]++;
        }
        Tensor means = sums.div(Tensor.of(sizes, k, 1).clampMin(1).to(x.device()));
        for (int i = 0; i < k; i++) {
            if (sizes[i] == 0) {
                means.select(0, i).copyInPlace(x.select(0, choices.any((int) x.size(0))));
            }
        }
        return means;
    }

    private record Drawn(Draws draws) implements Choices {
        @Override
        public int any(int count) {
            return draws.below(count);
        }

        @Override
        public int weighted(double[] weights) {
            double total = Arrays.stream(weights).sum();
            if (!(total > 0)) {
                return any(weights.length);
            }
            double left = draws.uniform() * total;
            int last = 0;
            for (int i = 0; i < weights.length && left >= 0; i++) {
                last = weights[i] > 0 ? i : last;
                left -= weights[i];
            }
            return last;
        }
    }
}
