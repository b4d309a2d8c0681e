package dev.selfsame.view;

/**
 * The strengths of a colour jitter before a common factor, as papers give them.
 *
 * @param brightness strength, at least 0
 * @param contrast strength, at least 0
 * @param saturation strength, at least 0
 * @param hue strength; times the factor at most 0.5
 * @param probability of changing anything
 */
public record Jitter(double brightness, double contrast, double saturation, double hue, double probability) {
    /** SimCLR's: 0.8, 0.8, 0.8, 0.2 with probability 0.8. */
    public static final Jitter SIMCLR = new Jitter(0.8, 0.8, 0.8, 0.2, 0.8);

    /** MoCo v2's and SimSiam's: 0.4, 0.4, 0.4, 0.1 with probability 0.8; half of SimCLR's. */
    public static final Jitter MOCO = new Jitter(0.4, 0.4, 0.4, 0.1, 0.8);

    /** BYOL's: 0.4, 0.4, 0.2, 0.1 with probability 0.8. */
    public static final Jitter BYOL = new Jitter(0.4, 0.4, 0.2, 0.1, 0.8);

    /** Checks the ranges. */
    public Jitter {
        new ColorJitter(brightness, contrast, saturation, hue, probability);
    }

    /** The same strengths with another probability. */
    public Jitter withProbability(double value) {
        return new Jitter(brightness, contrast, saturation, hue, value);
    }

    /** The transform: the strengths times a factor. */
    ColorJitter transform(double strength, Colour colour) {
        return new ColorJitter(
                brightness * strength, contrast * strength, saturation * strength, hue * strength, probability, colour);
    }
}
