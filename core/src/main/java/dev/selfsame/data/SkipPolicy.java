package dev.selfsame.data;

/**
 * What unreadable images mean for a run.
 *
 * <p>The share is that of the whole source. A run ends as soon as it is known to be above the limit, or sure to be: where
 * a source at its limit would show as many among the images read so far once in ten thousand times at most. A few
 * unreadable images among the first ones end no run; a folder in which none is readable ends it in the first batch. Where
 * images come block by block, or some more often than others, those read so far tell less of the source, and only their
 * number counts.
 *
 * @param maxShare the largest share of unreadable images that a run bears, 0 to 1
 * @param strict whether the first unreadable image ends the run
 */
public record SkipPolicy(double maxShare, boolean strict) {
    /** Skips up to a tenth of the images. */
    public static final SkipPolicy LENIENT = new SkipPolicy(0.1, false);

    /** Stops at the first unreadable image. */
    public static final SkipPolicy STRICT = new SkipPolicy(0, true);

    private static final double RARE = 1e-4;

    /** Checks the share. */
    public SkipPolicy {
        if (!(maxShare >= 0 && maxShare <= 1)) {
            throw new IllegalArgumentException(
                    "the largest share of unreadable images must be 0 to 1, got " + maxShare);
        }
    }

    /**
     * Whether so many are more than a run bears.
     *
     * @param broken unreadable images among those seen, drawn at random from the source
     * @param seen images read so far
     * @param size of the source
     */
    boolean isTooMany(int broken, int seen, int size) {
        if (broken <= maxShare * seen) {
            return false;
        }
        // Chernoff's bound: P(share of seen >= q) <= exp(-seen * KL(q, maxShare)).
        return broken > maxShare * size || seen * divergence((double) broken / seen) > -Math.log(RARE);
    }

    /** The Kullback-Leibler divergence of a coin of probability q from one of the largest share, which is below q. */
    private double divergence(double q) {
        double readable = q == 1 ? 0 : (1 - q) * Math.log((1 - q) / (1 - maxShare));
        return q * Math.log(q / maxShare) + readable;
    }
}
