package dev.selfsame.curate;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.Threads;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How good clusters are, from the rows alone, by Euclidean distances of L2-normalised rows, as scikit-learn computes them.
 * NaN where there are fewer than 2 clusters with images, or as many as images.
 *
 * @param silhouette -1 to 1, higher is better (Rousseeuw 1987): the mean over a sample of (b - a) / max(a, b), a being the
 *     mean distance to the sampled images of one's own cluster, b to those of the nearest other
 * @param daviesBouldin at least 0, lower is better (Davies and Bouldin 1979)
 * @param calinskiHarabasz at least 0, higher is better (Caliński and Harabasz 1974)
 */
public record ClusterIndices(double silhouette, double daviesBouldin, double calinskiHarabasz) {
    /** Images that the silhouette is measured on, where there are as many. */
    public static final int SAMPLE = 4096;

    private static final ClusterIndices NONE = new ClusterIndices(Double.NaN, Double.NaN, Double.NaN);

    /**
     * Measures clusters.
     *
     * @param seed of the sample of the silhouette
     */
    public static ClusterIndices of(EmbeddedImages images, Clusters clusters, long seed) {
        int[] clusterOf = compact(clusters);
        int k = Arrays.stream(clusterOf).max().orElse(0) + 1;
        if (k < 2 || k >= images.size()) {
            return NONE;
        }
        Means means = Means.of(images.rows(), clusterOf, k);
        Means centre = Means.of(images.rows(), new int[images.size()], 1);
        double[][] spread = spread(images.rows(), clusterOf, means);
        return new ClusterIndices(
                silhouette(images.rows(), centre, clusterOf, k, seed),
                daviesBouldin(means, spread[0]),
                calinskiHarabasz(
                        images.size(), means, centre, Arrays.stream(spread[1]).sum()));
    }

    /** Numbered anew, without empty clusters. */
    private static int[] compact(Clusters clusters) {
        int[] sizes = clusters.sizes();
        int[] number = new int[sizes.length];
        int next = 0;
        for (int c = 0; c < sizes.length; c++) {
            number[c] = sizes[c] > 0 ? next++ : -1;
        }
        return Arrays.stream(clusters.assignment()).map(c -> number[c]).toArray();
    }

    /** The sums of distances and of squared distances to the centroid: of each cluster. */
    private static double[][] spread(Tensor rows, int[] clusterOf, Means means) {
        double[][] sums = new double[2][means.sizes().length];
        Blocks.each(rows, (some, start) -> {
            float[] values = some.toFloats();
            for (int i = 0; i < some.size(0); i++) {
                int c = clusterOf[start + i];
                double square = means.square(values, i, c);
                sums[0][c] += Math.sqrt(square);
                sums[1][c] += square;
            }
        });
        return sums;
    }

    private static double daviesBouldin(Means means, double[] distanceSums) {
        int k = distanceSums.length;
        double[] mean = new double[k];
        Arrays.setAll(mean, c -> distanceSums[c] / means.sizes()[c]);
        double[] worst = new double[k];
        try (Scope scope = new Scope()) {
            Tensor all = means.tensor();
            Blocks.each(all, Math.max(1, (1 << 22) / k), (some, start) -> {
                double[] apart =
                        Threads.single(() -> Linalg.distances(some, all).toDoubles()); // [some, K]
                for (int i = 0; i < some.size(0); i++) {
                    for (int j = 0; j < k; j++) {
                        if (start + i != j && apart[i * k + j] > 0) {
                            worst[start + i] =
                                    Math.max(worst[start + i], (mean[start + i] + mean[j]) / apart[i * k + j]);
                        }
                    }
                }
            });
        }
        return Arrays.stream(worst).average().orElse(0);
    }

    private static double calinskiHarabasz(int n, Means means, Means centre, double within) {
        int k = means.sizes().length;
        int d = means.dimension();
        double between = 0;
        for (int c = 0; c < k; c++) {
            for (int j = 0; j < d; j++) {
                double difference = means.values()[c * d + j] - centre.values()[j];
                between += means.sizes()[c] * difference * difference;
            }
        }
        return within > 0 ? between / within * (n - k) / (k - 1) : 1;
    }

    /** Seen from the centre of all, rows that lie close together have distances with as many digits as others. */
    private static double silhouette(Tensor rows, Means centre, int[] clusterOf, int k, long seed) {
        int[] sample = sample(clusterOf.length, seed);
        int[] sizes = new int[k];
        Arrays.stream(sample).forEach(row -> sizes[clusterOf[row]]++);
        double[] sum = new double[1];
        try (NoGrad guard = new NoGrad();
                Scope scope = new Scope()) {
            Tensor some = Indexing.select(
                            rows,
                            0,
                            Tensor.of(IntStream.of(sample).asLongStream().toArray(), sample.length))
                    .sub(centre.tensor().to(DType.FLOAT32)); // [n, D]
            float[] squares = Threads.single(() -> some.square().sum(1, false).toFloats());
            Blocks.each(some, 1024, (piece, start) -> {
                float[] products = Products.of(piece, some);
                for (int i = 0; i < piece.size(0); i++) {
                    double[] distances = distances(products, i, squares, start + i);
                    sum[0] += silhouette(distances, start + i, sample, clusterOf, sizes);
                }
            });
        }
        return sum[0] / sample.length;
    }

    private static double[] distances(float[] products, int row, float[] squares, int place) {
        double[] distances = new double[squares.length];
        for (int j = 0; j < distances.length; j++) {
            double both = (double) squares[place] + squares[j];
            distances[j] = Math.sqrt(Math.max(0, both - 2.0 * products[row * squares.length + j]));
        }
        return distances;
    }

    /** Of one of the sample; 0 where it has its cluster to itself. */
    private static double silhouette(double[] distances, int place, int[] sample, int[] clusterOf, int[] sizes) {
        int own = clusterOf[sample[place]];
        double[] sums = new double[sizes.length];
        for (int j = 0; j < sample.length; j++) {
            if (j != place) {
                sums[clusterOf[sample[j]]] += distances[j];
            }
        }
        if (sizes[own] < 2) {
            return 0;
        }
        double a = sums[own] / (sizes[own] - 1);
        double b = Double.POSITIVE_INFINITY;
        for (int c = 0; c < sizes.length; c++) {
            if (c != own && sizes[c] > 0) {
                b = Math.min(b, sums[c] / sizes[c]);
            }
        }
        return b == Double.POSITIVE_INFINITY || Math.max(a, b) == 0 ? 0 : (b - a) / Math.max(a, b);
    }

    private static int[] sample(int n, long seed) {
        int[] all = n <= SAMPLE
                ? IntStream.range(0, n).toArray()
                : Arrays.copyOf(Draws.of(seed, Stream.SAMPLE, 0, 1).permutation(n), SAMPLE);
        Arrays.sort(all);
        return all;
    }
}
