package dev.selfsame.view;

import dev.selfsame.image.Geometry;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.SampleGeometry;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;

/**
 * The image turned by 0, 1, 2 or 3 quarters, each as likely: with a flip all eight ways to lay a square, for images
 * without an up and down, as from microscopes and satellites. An oblong image may come out with width and height
 * exchanged. Any number of channels.
 */
public record QuarterTurns() implements Transform {
    @Override
    public Pixels apply(Pixels image, Draws draws) {
        return Geometry.rotate(image, draws.below(4));
    }

    @Override
    public Samples apply(Samples image, Draws draws) {
        return SampleGeometry.rotate(image, draws.below(4));
    }
}
