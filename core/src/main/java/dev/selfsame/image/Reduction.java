package dev.selfsame.image;

/**
 * How much smaller than it is stored an image may be decoded, where less than the whole of it will be looked at.
 * {@link Original} says how much smaller it was.
 */
@FunctionalInterface
public interface Reduction {
    /** As it is stored. */
    Reduction NONE = (width, height) -> 1;

    /**
     * How many times smaller, in each direction.
     *
     * @param width of the upright image in pixels
     * @param height of the upright image in pixels
     * @return at least 1
     */
    int of(int width, int height);
}
