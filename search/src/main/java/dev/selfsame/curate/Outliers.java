package dev.selfsame.curate;

import dev.selfsame.evaluate.Watcher;

/**
 * How unlike all others an image is: the mean of 1 - cosine to its k nearest neighbours (Angiulli and Pizzuti 2002, "Fast
 * Outlier Detection in High Dimensional Spaces", whose weight is their sum).
 *
 * @param k neighbours, at least 1; usually 10
 */
public record Outliers(int k) {
    /** k 10. */
    public static final Outliers DEFAULT = new Outliers(10);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if k is less than 1
     */
    public Outliers {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
    }

    /** {@link #find(EmbeddedImages, Watcher)} that nobody watches. */
    public Ranking find(EmbeddedImages images) {
        return find(images, Watcher.NONE);
    }

    /**
     * All images, the most unlike first.
     *
     * @return scores of 0 to 2
     * @throws IllegalArgumentException if there is one image only, or k is larger than the number of others
     */
    public Ranking find(EmbeddedImages images, Watcher watcher) {
        NeighbourGraph graph = NeighbourGraph.of(images, k, watcher);
        double[] scores = new double[images.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = graph.meanDistance(i);
        }
        return Ranking.falling(scores);
    }
}
