package dev.selfsame.curate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The near-duplicates of a collection.
 *
 * @param images how many there are in all
 * @param clusters at least two images each, by the row of the kept one; no image is in two
 * @param candidates pairs whose embeddings are near enough
 * @param rejected how many of them verification told apart
 * @param unseen images of such pairs that verification couldn't open, which are in no cluster; ascending rows
 */
public record Duplicates(
        int images, List<DuplicateCluster> clusters, long candidates, long rejected, List<Integer> unseen) {
    /** Copies the lists. */
    public Duplicates {
        clusters = List.copyOf(clusters);
        unseen = List.copyOf(unseen);
    }

    /** Rows to go on with, ascending: one of each cluster, and all that is in none. */
    public int[] kept() {
        boolean[] copy = copies();
        return IntStream.range(0, images).filter(i -> !copy[i]).toArray();
    }

    /** Rows that another image stands for, ascending. */
    public int[] dropped() {
        boolean[] copy = copies();
        return IntStream.range(0, images).filter(i -> copy[i]).toArray();
    }

    private boolean[] copies() {
        boolean[] copy = new boolean[images];
        clusters.forEach(cluster -> cluster.copies().forEach(one -> copy[one.row()] = true));
        return copy;
    }
}
