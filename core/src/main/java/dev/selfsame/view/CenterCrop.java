package dev.selfsame.view;

import dev.selfsame.image.Geometry;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;

/**
 * The middle square of the image; an image that is too small gets a black border. Draws nothing. Any number of
 * channels.
 *
 * @param size side of the result in pixels
 */
public record CenterCrop(int size) implements Transform {
    /** Checks the size. */
    public CenterCrop {
        Ranges.checkSize("CenterCrop", "size", size);
    }

    @Override
    public Pixels apply(Pixels image, Draws draws) {
        return Geometry.centerCrop(image, size, size);
    }
}
