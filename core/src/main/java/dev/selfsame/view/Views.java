package dev.selfsame.view;

import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.random.Draws;
import java.nio.FloatBuffer;
import java.util.List;

/** What a method wants to see of each image: how many views, how large, and how each is made. */
public interface Views {
    /** How many views of each image. */
    int count();

    /**
     * Side of a view in pixels; views are square.
     *
     * @param view 0 to {@link #count()} − 1
     */
    int size(int view);

    /**
     * What makes a view of an image.
     *
     * @param view 0 to {@link #count()} − 1
     */
    Transform transform(int view);

    /** How samples become the network's input; it says how many channels the images must have. */
    Normalize normalize();

    /**
     * Renders one view of one image.
     *
     * @param image the whole image
     * @param view 0 to {@link #count()} − 1
     * @param draws the random numbers of this view of this image: keyed by the image's index, with the view as part
     * @param out receives size × size × channels normalised float values, interleaved {@code [H, W, C]}
     * @param offset where in {@code out} the first value goes
     */
    default void render(Pixels image, int view, Draws draws, FloatBuffer out, int offset) {
        try (Planes seen = transform(view).planes(image, draws)) {
            int size = size(view);
            if (seen.width() != size || seen.height() != size) {
                throw new IllegalStateException("view " + view + " should be " + size + " x " + size
                        + ", but its transform " + transform(view) + " made " + seen.width() + " x " + seen.height());
            }
            normalize().write(seen, out, offset);
        }
    }

    /**
     * Views of one size, each with a transform of its own.
     *
     * @param normalize how samples become the network's input
     * @param transforms one a view
     * @param size side that every transform brings its image to
     */
    static Views of(Normalize normalize, List<Transform> transforms, int size) {
        return new EqualViews(normalize, transforms, size);
    }
}
