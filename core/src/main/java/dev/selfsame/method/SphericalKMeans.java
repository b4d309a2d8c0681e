package dev.selfsame.method;

import dev.selfsame.random.Draws;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * k-means by cosine, as DeepCluster v2 has it (Caron et al. 2020, arXiv:2006.09882, appendix A; official code,
 * main_deepclusterv2.py, cluster_memory): centroids start as rows drawn at random, and each round they become the mean
 * direction of the rows that are nearest to them. A centroid without rows stays.
 *
 * @param rounds how often centroids move; 10
 */
record SphericalKMeans(int rounds) {
    private static final long CHUNK = 1 << 22; // similarities at a time

    /**
     * What was found.
     *
     * @param centroids of length 1: [K, D]
     * @param labels the nearest centroid of each row: int64 [M]
     */
    record Clusters(Tensor centroids, Tensor labels) {}

    /**
     * Clusters rows.
     *
     * @param rows of length 1: [M, D]
     * @param most K, or M where there are fewer rows
     * @param draws which rows are the first centroids
     */
    Clusters of(Tensor rows, int most, Draws draws) {
        int m = Math.toIntExact(rows.size(0));
        long[] first = Arrays.stream(draws.permutation(m), 0, Math.min(most, m))
                .asLongStream()
                .toArray();
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad();
                Autocast off = Autocast.off(rows.device())) {
            Tensor centroids =
                    Indexing.select(rows, 0, Tensor.of(first, first.length).to(rows.device())); // [K, D]
            for (int round = 0; round < rounds; round++) {
                centroids = moved(rows, centroids);
            }
            return new Clusters(scope.keep(centroids), scope.keep(nearest(rows, centroids)));
        }
    }

    private static Tensor moved(Tensor rows, Tensor centroids) {
        try (Scope scope = new Scope()) {
            Tensor labels = nearest(rows, centroids); // [M]
            Tensor sums = Tensor.zeros(rows.dtype(), centroids.shape()).to(rows.device());
            Indexing.addInPlace(sums, 0, labels, rows); // [K, D]
            Tensor sizes = Tensor.zeros(rows.dtype(), centroids.size(0), 1).to(rows.device());
            Indexing.addInPlace(
                    sizes, 0, labels, Tensor.ones(rows.dtype(), rows.size(0), 1).to(rows.device())); // [K, 1]
            return scope.keep(Indexing.where(Compare.gt(sizes, 0), Norm.l2(sums), centroids));
        }
    }

    /** In pieces, so that the similarities of many rows need little memory. */
    private static Tensor nearest(Tensor rows, Tensor centroids) {
        long step = Math.max(1, CHUNK / centroids.size(0));
        try (Scope scope = new Scope()) {
            Tensor columns = centroids.t();
            List<Tensor> labels = new ArrayList<>();
            for (long start = 0; start < rows.size(0); start += step) {
                labels.add(piece(rows.narrow(0, start, Math.min(step, rows.size(0) - start)), columns));
            }
            return scope.keep(Tensor.cat(labels, 0));
        }
    }

    private static Tensor piece(Tensor rows, Tensor columns) {
        try (Tensor similarities = rows.matmul(columns)) {
            return Indexing.argMax(similarities, 1);
        }
    }
}
