package dev.selfsame.view;

import dev.selfsame.image.Planes;
import dev.selfsame.random.Draws;

/**
 * Bright samples inverted, by chance. Any number of channels.
 *
 * @param probability 0 and 0.2 for the two views of BYOL
 * @param threshold samples of at least this are inverted, 0 to 256; 128 in BYOL
 */
public record Solarize(double probability, int threshold) implements PlanesTransform {
    /** Checks probability and threshold. */
    public Solarize {
        Ranges.checkProbability("Solarize", probability);
        if (threshold < 0 || threshold > 256) {
            throw new IllegalArgumentException("Solarize: threshold must be between 0 and 256, got " + threshold);
        }
    }

    /** With a threshold of 128. */
    public static Solarize of(double probability) {
        return new Solarize(probability, 128);
    }

    @Override
    public void change(Planes image, Draws draws) {
        if (draws.chance(probability)) {
            image.solarize(threshold);
        }
    }
}
