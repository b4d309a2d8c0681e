package dev.selfsame.curate;

import dev.selfsame.evaluate.Watcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds near-duplicates. Candidates are each image and those of its nearest neighbours that reach a cosine. Chains of
 * candidates would join different pictures, so each chain is taken apart into stars: every copy is compared with the
 * very image that is kept for it. Without verification that comparison is the cosine again, and the image with most
 * candidates is kept; with one, the images themselves have to be alike, in candidates as well as in stars, and the best
 * image is kept. Of equal ones it is that of the lowest row.
 *
 * @param cosine that neighbours must reach, -1 to 1; one that lacks no more than 1e-6 reaches it, since cosines are rounded
 * @param similarity that the images must reach where they are verified, 0 to 1
 * @param neighbours how many of the nearest are candidates, at least 1; clusters may be larger
 */
public record NearDuplicates(double cosine, double similarity, int neighbours) {
    /** For embeddings alone: what a cosine means depends on the encoder, and few encoders tell copies from pictures much alike. */
    public static final NearDuplicates DEFAULT = new NearDuplicates(0.99, 0.7, 20);

    /** With verification, which lets the embeddings propose more. */
    public static final NearDuplicates VERIFYING = new NearDuplicates(0.8, 0.7, 20);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is outside its range
     */
    public NearDuplicates {
        if (!(cosine >= -1 && cosine <= 1)) {
            throw new IllegalArgumentException("the cosine of duplicates must be -1 to 1, got " + cosine);
        }
        if (!(similarity >= 0 && similarity <= 1)) {
            throw new IllegalArgumentException("the similarity of duplicates must be 0 to 1, got " + similarity);
        }
        if (neighbours < 1) {
            throw new IllegalArgumentException("the neighbours must be at least 1, got " + neighbours);
        }
    }

    /** By embeddings alone. */
    public Duplicates find(EmbeddedImages images) {
        return find(images, null, Watcher.NONE);
    }

    /** With verification. */
    public Duplicates find(EmbeddedImages images, Verification verification) {
        return find(images, verification, Watcher.NONE);
    }

    /**
     * Finds them.
     *
     * @param verification of candidates, or null for none
     * @throws IllegalArgumentException if there is one image only
     */
    public Duplicates find(EmbeddedImages images, @Nullable Verification verification, Watcher watcher) {
        int k = Math.min(neighbours, Math.max(1, images.size() - 1));
        double least = cosine - Products.ROUNDING;
        Candidates candidates = Candidates.of(NeighbourGraph.of(images, k, watcher), least);
        List<Integer> unseen = List.of();
        long before = candidates.size();
        if (verification != null) {
            unseen = candidates.verify(verification, similarity, watcher);
        }
        Stars stars = new Stars(images, least, verification, similarity);
        return new Duplicates(
                images.size(), stars.of(candidates), before, before - candidates.size() - candidates.lost(), unseen);
    }
}
