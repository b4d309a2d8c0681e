package dev.selfsame.view;

import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;

/**
 * One augmentation: a pure function of an image and its random numbers. Equal draws give an equal result on any thread.
 */
@FunctionalInterface
public interface Transform {
    /**
     * The image changed. Never writes into its argument; may return it where nothing changes.
     *
     * @param image the image, or what the transform before this one made of it
     * @param draws the random numbers of this view of this image
     * @throws IllegalArgumentException if the transform is for RGB and the image has another number of channels
     */
    Pixels apply(Pixels image, Draws draws);

    /**
     * The same for an image as it is, of any number of channels and any range of values.
     *
     * @throws IllegalArgumentException if the transform means nothing there, as that of a hue
     */
    default Samples apply(Samples image, Draws draws) {
        throw new IllegalArgumentException(
                getClass().getSimpleName() + " is for 8-bit images, not for images as they are: " + image);
    }

    /**
     * How many times smaller, in each direction, an image may come without this enlarging a part of it: 1 unless the
     * transform chooses to be given less. One that does draws by the size of {@link Pixels#original}, so that its random
     * numbers decide the same however the image was decoded.
     *
     * @param width of the image in pixels
     * @param height of the image in pixels
     * @return at least 1
     */
    default int reduction(int width, int height) {
        return 1;
    }

    /** The same as planes, for transforms that have their result so and would lose time by making pixels of it. */
    default Planes planes(Pixels image, Draws draws) {
        return Planes.of(apply(image, draws));
    }
}
