package dev.selfsame.lab;

/**
 * How large an experiment is.
 *
 * @param width channels of the network's first convolution
 * @param hidden width inside the heads
 * @param out dimensions that are compared
 * @param side of a view in pixels
 * @param batch images a step, where a claim doesn't say
 * @param epochs passes over the images
 * @param trainImages to learn from, at most
 * @param bankImages of these, among which neighbours are looked up
 * @param testImages to classify, at most
 * @param neighbours that vote
 * @param probeEvery epochs between two measurements by kNN
 * @param logEvery steps between two lines of the metrics
 */
public record LabSize(
        int width,
        int hidden,
        int out,
        int side,
        int batch,
        int epochs,
        int trainImages,
        int bankImages,
        int testImages,
        int neighbours,
        int probeEvery,
        int logEvery) {
    /**
     * A run of about 20 s on a slow core, so that a claim is tried in minutes: 496 steps, in which BYOL gains most; SimCLR and
     * Barlow Twins gain as much in half of them. Of a thousand test images one run's share would be known to 1.4 points, as
     * much as seeds differ: of four thousand to 0.7.
     */
    public static final LabSize USUAL = new LabSize(32, 512, 128, 32, 64, 8, 4_000, 2_000, 4_000, 20, 4, 10);

    /** A few steps, to try the program: its numbers say nothing. */
    public static final LabSize QUICK = new LabSize(2, 16, 8, 16, 8, 2, 32, 24, 20, 5, 1, 1);

    /** A number of images a step that leaves at least two steps an epoch. */
    int batch(int wanted) {
        return Math.max(2, Math.min(wanted, trainImages / 2));
    }
}
