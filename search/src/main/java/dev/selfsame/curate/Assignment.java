package dev.selfsame.curate;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.Threads;
import java.util.Arrays;

/** Lloyd's iterations: which centroid each row belongs to, and where the centroids are. */
final class Assignment {
    private final Tensor rows;
    private final int n;
    private final int k;
    private final int[] clusterOf;
    private final float[] squares;
    private final Tensor centroids;

    /**
     * No row belongs to any yet.
     *
     * @param centroids to begin with, which are changed: [K, D]
     */
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
        float[] lengths = lengths();
        int piece = Math.max(1, Math.min(Blocks.ROWS, (1 << 22) / k));
        Blocks.each(rows, piece, (some, start) -> {
            float[] products = Products.of(some, centroids); // [n, K]
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

    /** ‖c‖²: [K]. */
    private float[] lengths() {
        try (Scope scope = new Scope()) {
            return Threads.single(() -> centroids.square().sum(1, false).toFloats());
        }
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

    /** What came out; owns its centroids from now on. */
    Clusters clusters(int done) {
        return new Clusters(clusterOf, centroids.unscoped(), done);
    }
}
