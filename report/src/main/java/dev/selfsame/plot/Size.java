package dev.selfsame.plot;

/**
 * Width and height in points.
 *
 * @param width 100 to 4,000
 * @param height 100 to 4,000
 */
public record Size(int width, int height) {
    /** For a chart that stands alone. */
    public static final Size USUAL = new Size(720, 420);

    /** Checks the ranges. */
    public Size {
        within("width", width);
        within("height", height);
    }

    private static void within(String name, int points) {
        if (points < 100 || points > 4_000) {
            throw new IllegalArgumentException("the " + name + " of a chart must be 100 to 4000 points, got " + points);
        }
    }
}
