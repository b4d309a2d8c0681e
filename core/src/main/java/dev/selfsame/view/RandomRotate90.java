package dev.selfsame.view;

import dev.selfsame.image.Geometry;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.SampleGeometry;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;

/**
 * A quarter turn counter-clockwise, by chance, inside the image's own frame: what leaves it is cut off, what enters it
 * is black (Lightly's {@code RandomRotate}). Any number of channels.
 *
 * @param probability 0.5 in Lightly, where it is used
 */
public record RandomRotate90(double probability) implements Transform {
    /** Checks the probability. */
    public RandomRotate90 {
        Ranges.checkProbability("RandomRotate90", probability);
    }

    @Override
    public Pixels apply(Pixels image, Draws draws) {
        return draws.chance(probability) ? Geometry.rotateInFrame(image, 1) : image;
    }

    @Override
    public Samples apply(Samples image, Draws draws) {
        return draws.chance(probability) ? SampleGeometry.rotateInFrame(image, 1) : image;
    }
}
