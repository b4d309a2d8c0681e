package dev.selfsame.random;

/**
 * Who draws. Each purpose has a stream of its own, so that one more draw for one purpose moves no number of another.
 * The numbers are part of every run's meaning: never reuse or change one.
 */
public enum Stream {
    /** Initial weights; {@code index} is a hash of the parameter's name. */
    WEIGHTS(1),
    /**
     * The order of the images of an epoch; {@code index} is 0 for all of them or for blocks, and 1 and above for the windows
     * of blocks; the parts above 0 are samplers'.
     */
    SHUFFLE(2),
    /**
     * Augmentations; {@code index} is the image's position in its source, and from bit 32 on 1 and the place in the epoch
     * where an epoch may show an image again; {@code part} is the view.
     */
    VIEWS(3),
    /** Token masks. */
    MASKS(4),
    /** Stochastic depth. */
    DROP_PATH(5),
    /** Random projections, orders and clusterings inside losses; {@code index} is a hash of the loss's name, or 0. */
    SLICES(6),
    /** Linear probes and fine-tuning. */
    PROBE(7),
    /** The images that the demo draws. */
    DEMO(8),
    /** Replacements for unreadable images. */
    REPLACEMENT(9),
    /** Samples for statistics and figures. */
    SAMPLE(10),
    /** The order of a batch inside a method; {@code index} is the step. */
    BATCH(11),
    /** Which of an image's tokens a loss looks at; {@code index} is the image's place in the batch of all replicas. */
    TOKENS(14),
    /** Which of an image's regions a method looks at; {@code index} is the number of the batch, {@code part} the view. */
    REGIONS(16);

    final int number;

    Stream(int number) {
        this.number = number;
    }
}
