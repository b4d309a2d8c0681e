package dev.selfsame.data;

/**
 * What unreadable images mean for a run.
 *
 * @param maxShare the largest share of unreadable images among those read so far that a run bears, 0 to 1; not looked at
 *     before 20 images have been read, or all where there are fewer
 * @param strict whether the first unreadable image ends the run
 */
public record SkipPolicy(double maxShare, boolean strict) {
    /** Skips up to a tenth of the images. */
    public static final SkipPolicy LENIENT = new SkipPolicy(0.1, false);

    /** Stops at the first unreadable image. */
    public static final SkipPolicy STRICT = new SkipPolicy(0, true);

    static final int FIRST_LOOK = 20;

    /** Checks the share. */
    public SkipPolicy {
        if (!(maxShare >= 0 && maxShare <= 1)) {
            throw new IllegalArgumentException(
                    "the largest share of unreadable images must be 0 to 1, got " + maxShare);
        }
    }
}
