package dev.selfsame.curate;

import dev.selfsame.evaluate.Watcher;

/**
 * Compares images themselves whose embeddings are near: whether two show one picture. Rows are those of the {@link
 * EmbeddedImages} in question.
 */
public interface Verification {
    /** Opens the images that will be asked for; ascending rows. */
    void open(int[] rows, Watcher watcher);

    /** Whether the image of a row could be opened. */
    boolean isOpen(int row);

    /** How alike two open images are: 1 for equal ones, about 0 for any two. */
    double similarity(int row, int other);

    /** How good an open image is, such as its number of pixels: the best of a cluster is kept. */
    long quality(int row);
}
