package dev.selfsame.curate;

import dev.selfsame.evaluate.Watcher;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much of a reference collection another one covers: the share of reference images that have an image of the other
 * within their radius. Radii are one distance for all, or each image's own: that to its k-th nearest other reference image
 * (Naeem et al. 2020, arXiv:2002.09797, section 3.2).
 *
 * @param radius 1 - cosine, above 0 and at most 2, or 0 for each image's own
 * @param k of each image's own radius, at least 1; usually 5
 */
public record Coverage(double radius, int k) {
    /** Each image's own radius, k 5. */
    public static final Coverage DEFAULT = new Coverage(0, 5);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is outside its range
     */
    public Coverage {
        if (!(radius >= 0 && radius <= 2)) {
            throw new IllegalArgumentException("the radius must be 0 to 2, got " + radius);
        }
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
    }

    /** One radius for all: 1 - cosine, above 0 and at most 2. */
    public static Coverage within(double radius) {
        return new Coverage(radius, 1);
    }

    /** What was found of each reference image. */
    public static final class Result {
        private final NearestRows nearest;
        private final double[] radii;

        private Result(NearestRows nearest, double[] radii) {
            this.nearest = nearest;
            this.radii = radii;
        }

        /** The number of reference images. */
        public int size() {
            return radii.length;
        }

        /** The row of the image that is nearest to a reference image. */
        public int nearest(int reference) {
            return nearest.row(reference, 0);
        }

        /** 1 - cosine to it. */
        public double distance(int reference) {
            return 1 - nearest.cosine(reference, 0);
        }

        /** Within which it counts: 1 - cosine. */
        public double radius(int reference) {
            return radii[reference];
        }

        /** Whether a reference image is covered; 1e-6 beyond the radius still counts, since cosines are rounded. */
        public boolean isCovered(int reference) {
            return distance(reference) <= radius(reference) + Products.ROUNDING;
        }

        /** The share of reference images that are, 0 to 1. */
        public double share() {
            return 1 - (double) uncovered().length / size();
        }

        /** The reference images that aren't, ascending. */
        public int[] uncovered() {
            return IntStream.range(0, size()).filter(i -> !isCovered(i)).toArray();
        }
    }

    /** {@link #measure(EmbeddedImages, EmbeddedImages, Watcher)} that nobody watches. */
    public Result measure(EmbeddedImages images, EmbeddedImages reference) {
        return measure(images, reference, Watcher.NONE);
    }

    /**
     * Measures it.
     *
     * @param images that may cover
     * @param reference that are to be covered
     * @throws IllegalArgumentException if their rows differ in length, or the reference has too few images for k
     */
    public Result measure(EmbeddedImages images, EmbeddedImages reference, Watcher watcher) {
        if (images.dimension() != reference.dimension()) {
            throw new IllegalArgumentException("embeddings must have as many dimensions as the reference ("
                    + reference.dimension() + "), got " + images.dimension());
        }
        double[] radii = radii(reference, watcher);
        NearestRows nearest = new NearestRows(reference.size(), 1);
        Blocks.products(
                reference.rows(),
                images.rows(),
                watcher,
                (cosines, first, rows, second, columns) -> Blocks.parallel(
                        rows, i -> nearest.offerOthers(first + i, cosines, i * columns, columns, second)));
        return new Result(nearest, radii);
    }

    private double[] radii(EmbeddedImages reference, Watcher watcher) {
        double[] radii = new double[reference.size()];
        if (radius > 0) {
            Arrays.fill(radii, radius);
            return radii;
        }
        NeighbourGraph graph = NeighbourGraph.of(reference, k, watcher);
        Arrays.setAll(radii, i -> 1 - graph.cosine(i, k - 1));
        return radii;
    }
}
