package dev.selfsame.view;

import dev.selfsame.image.Geometry;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.SampleGeometry;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;

/**
 * Left and right exchanged, by chance. Any number of channels.
 *
 * @param probability 0.5 in all the papers
 */
public record HorizontalFlip(double probability) implements Transform {
    /** Checks the probability. */
    public HorizontalFlip {
        Ranges.checkProbability("HorizontalFlip", probability);
    }

    @Override
    public Pixels apply(Pixels image, Draws draws) {
        return draws.chance(probability) ? Geometry.flipHorizontally(image) : image;
    }

    @Override
    public Samples apply(Samples image, Draws draws) {
        return draws.chance(probability) ? SampleGeometry.flipHorizontally(image) : image;
    }
}
