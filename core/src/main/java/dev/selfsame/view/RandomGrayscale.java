package dev.selfsame.view;

import dev.selfsame.image.ColorOperations;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;

/**
 * Colour taken away, by chance; the image keeps three channels. RGB.
 *
 * @param probability 0.2 in SimCLR and BYOL
 */
public record RandomGrayscale(double probability) implements Transform {
    /** Checks the probability. */
    public RandomGrayscale {
        Ranges.checkProbability("RandomGrayscale", probability);
    }

    @Override
    public Pixels apply(Pixels image, Draws draws) {
        Ranges.checkRgb("RandomGrayscale", image);
        return draws.chance(probability) ? ColorOperations.grayscale(image) : image;
    }
}
