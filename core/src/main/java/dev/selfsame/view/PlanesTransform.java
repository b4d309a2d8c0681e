package dev.selfsame.view;

import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.random.Draws;

/** An augmentation that leaves the image's size: several in a row change the same {@link Planes}. */
public interface PlanesTransform extends Transform {
    /**
     * Changes the image, or leaves it.
     *
     * @param image what the transform before this one made
     * @param draws the random numbers of this view of this image
     * @throws IllegalArgumentException if the transform is for RGB and the image has another number of channels
     */
    void change(Planes image, Draws draws);

    @Override
    default Pixels apply(Pixels image, Draws draws) {
        try (Planes planes = Planes.of(image)) {
            change(planes, draws);
            return planes.toPixels();
        }
    }
}
