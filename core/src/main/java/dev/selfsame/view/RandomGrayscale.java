package dev.selfsame.view;

import dev.selfsame.image.Planes;
import dev.selfsame.random.Draws;

/**
 * Colour taken away, by chance; the image keeps three channels. RGB.
 *
 * @param probability 0.2 in SimCLR and BYOL
 */
public record RandomGrayscale(double probability) implements PlanesTransform {
    /** Checks the probability. */
    public RandomGrayscale {
        Ranges.checkProbability("RandomGrayscale", probability);
    }

    @Override
    public void change(Planes image, Draws draws) {
        Ranges.checkRgb("RandomGrayscale", image.channels());
        if (draws.chance(probability)) {
            image.grayscale();
        }
    }
}
