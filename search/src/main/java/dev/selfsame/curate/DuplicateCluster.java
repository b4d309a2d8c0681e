package dev.selfsame.curate;

import java.util.List;

/**
 * Images that show one picture.
 *
 * @param kept row of the image that stands for all
 * @param copies the others, by rising row
 */
public record DuplicateCluster(int kept, List<Copy> copies) {
    /** Copies the list. */
    public DuplicateCluster {
        copies = List.copyOf(copies);
    }

    /**
     * An image that another stands for.
     *
     * @param row its row
     * @param cosine of its embedding with that of the kept image
     * @param similarity of the images themselves, NaN where they were not compared
     */
    public record Copy(int row, double cosine, double similarity) {}

    /** How many images, the kept one among them. */
    public int size() {
        return copies.size() + 1;
    }
}
