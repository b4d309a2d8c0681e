package dev.selfsame.curate;

import dev.selfsame.evaluate.Watcher;

/**
 * The k nearest neighbours of each image among the others, by cosine; of equally near ones, those of the lower row. Every
 * pair is compared, half of the products being spared; memory is 8 k bytes an image beyond the embeddings.
 */
public final class NeighbourGraph {
    private final int size;
    private final int k;
    private final NearestRows nearest;

    private NeighbourGraph(int size, int k, NearestRows nearest) {
        this.size = size;
        this.k = k;
        this.nearest = nearest;
    }

    /** {@link #of(EmbeddedImages, int, Watcher)} that nobody watches. */
    public static NeighbourGraph of(EmbeddedImages images, int k) {
        return of(images, k, Watcher.NONE);
    }

    /**
     * Finds them.
     *
     * @param k neighbours, 1 up to one fewer than there are images
     * @throws IllegalArgumentException if there is one image only, or k is outside its range
     */
    public static NeighbourGraph of(EmbeddedImages images, int k, Watcher watcher) {
        int n = images.size();
        if (n < 2) {
            throw new IllegalArgumentException("neighbours need at least 2 images, got 1");
        }
        if (k < 1 || k > n - 1) {
            throw new IllegalArgumentException("k must be 1 to " + (n - 1) + ", the number of other images, got " + k);
        }
        NearestRows nearest = new NearestRows(n, k);
        Blocks.pairs(images.rows(), watcher, (cosines, first, rows, second, columns) -> {
            Blocks.parallel(rows, i -> nearest.offer(first + i, cosines, i * columns, columns, second));
            if (first != second) {
                Blocks.parallelColumns(
                        columns, (from, to) -> nearest.offerColumns(cosines, first, rows, second, columns, from, to));
            }
        });
        return new NeighbourGraph(n, k, nearest);
    }

    /** The number of images. */
    public int size() {
        return size;
    }

    /** How many neighbours each has. */
    public int k() {
        return k;
    }

    /** A neighbour of image {@code i}: place 0 is the nearest. */
    public int neighbour(int i, int place) {
        return nearest.row(i, place);
    }

    /** The cosine of image {@code i} and a neighbour, -1 to 1 but for rounding. */
    public double cosine(int i, int place) {
        return nearest.cosine(i, place);
    }

    /** The mean of 1 - cosine over the {@code k} neighbours of an image. */
    public double meanDistance(int i) {
        double sum = 0;
        for (int place = 0; place < k; place++) {
            sum += 1 - cosine(i, place);
        }
        return sum / k;
    }

    @Override
    public String toString() {
        return "NeighbourGraph[" + size + " images, k " + k + "]";
    }
}
