package dev.selfsame.curate;

import dev.selfsame.tensor.Tensor;

/** The clusters of a collection. Its centroids live until it is closed. */
public final class Clusters implements AutoCloseable {
    private final int[] clusterOf;
    private final Tensor centroids;
    private final int iterations;

    Clusters(int[] clusterOf, Tensor centroids, int iterations) {
        this.clusterOf = clusterOf;
        this.centroids = centroids;
        this.iterations = iterations;
    }

    /** The number of clusters, K. */
    public int count() {
        return (int) centroids.size(0);
    }

    /** The cluster of an image: 0 to K - 1. */
    public int of(int row) {
        return clusterOf[row];
    }

    /** The cluster of each image. */
    public int[] assignment() {
        return clusterOf.clone();
    }

    /** How many images each cluster has. */
    public int[] sizes() {
        int[] sizes = new int[count()];
        for (int cluster : clusterOf) {
            sizes[cluster]++;
        }
        return sizes;
    }

    /** Means of the L2-normalised rows, not normalised themselves: float32 [K, D]. Owned by this. */
    public Tensor centroids() {
        return centroids;
    }

    /** How many iterations it took. */
    public int iterations() {
        return iterations;
    }

    @Override
    public void close() {
        centroids.close();
    }

    @Override
    public String toString() {
        return "Clusters[" + count() + " of " + clusterOf.length + " images]";
    }
}
