package dev.selfsame.curate;

/** What all subsets have to be. */
final class Subsets {
    private Subsets() {}

    static void requireSize(int size, EmbeddedImages images) {
        if (size > images.size()) {
            throw new IllegalArgumentException(
                    "a subset of " + size + " is larger than the collection of " + images.size() + " images");
        }
    }
}
