package dev.selfsame.image;

/** How samples between pixels are made; both are anti-aliased when an image shrinks (see {@link Resampling}). */
public enum Interpolation {
    /** A triangle of half-width 1. Lightly's and torchvision's default. */
    BILINEAR(1),
    /** Keys' cubic with a = −0.5, half-width 2 (Keys 1981). What the papers of SimCLR and BYOL use. */
    BICUBIC(2);

    private static final double A = -0.5;

    /** Half-width of the filter in source pixels, before it is stretched for shrinking. */
    final double support;

    Interpolation(double support) {
        this.support = support;
    }

    /** The filter's value at a distance from its centre. */
    double weight(double distance) {
        double x = Math.abs(distance);
        if (this == BILINEAR) {
            return x < 1 ? 1 - x : 0;
        }
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
}
