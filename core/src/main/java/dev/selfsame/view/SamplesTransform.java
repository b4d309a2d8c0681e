package dev.selfsame.view;

import dev.selfsame.image.Pixels;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;

/** An augmentation of images as they are, which means nothing, or something else, on 8-bit RGB. */
public interface SamplesTransform extends Transform {
    @Override
    Samples apply(Samples image, Draws draws);

    /** Refuses. */
    @Override
    default Pixels apply(Pixels image, Draws draws) {
        throw new IllegalArgumentException(
                getClass().getSimpleName() + " is for images as they are, not for 8-bit ones: " + image);
    }
}
