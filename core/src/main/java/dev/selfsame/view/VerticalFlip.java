package dev.selfsame.view;

import dev.selfsame.image.Geometry;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.SampleGeometry;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;

/**
 * Top and bottom exchanged, by chance: for images without an up and down, as from microscopes and satellites. Any
 * number of channels.
 *
 * @param probability 0.5 where up and down mean nothing
 */
public record VerticalFlip(double probability) implements Transform {
    /** Checks the probability. */
    public VerticalFlip {
        Ranges.checkProbability("VerticalFlip", probability);
    }

    @Override
    public Pixels apply(Pixels image, Draws draws) {
        return draws.chance(probability) ? Geometry.flipVertically(image) : image;
    }

    @Override
    public Samples apply(Samples image, Draws draws) {
        return draws.chance(probability) ? SampleGeometry.flipVertically(image) : image;
    }
}
