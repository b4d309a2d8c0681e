package dev.selfsame.view;

import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.image.Samples;
import dev.selfsame.image.SamplesDecoder;
import dev.selfsame.image.UnreadableImageException;
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

    /** How samples become the network's input; it says how many channels the images must have, and of what kind. */
    Normalize normalize();

    /**
     * The image in a file's bytes, of the kind that the views are made of: as it is or 8-bit RGB, by {@link #normalize}.
     *
     * @throws UnreadableImageException with the reason in one line, which does not name the file
     */
    default Picture decode(byte[] file, DecodeOptions options) throws UnreadableImageException {
        return normalize().isAsIs()
                ? SamplesDecoder.decode(file, normalize().channels(), options)
                : ImageDecoder.decode(file, options, this::reduction);
    }

    /**
     * How many times smaller, in each direction, an image may come without any view enlarging a part of it.
     *
     * @param width of the image in pixels
     * @param height of the image in pixels
     * @return at least 1
     */
    default int reduction(int width, int height) {
        int least = Integer.MAX_VALUE;
        for (int view = 0; view < count(); view++) {
            least = Math.min(least, transform(view).reduction(width, height));
        }
        return least;
    }

    /**
     * Renders one view of one image.
     *
     * @param image the whole image, of the kind that {@link #decode} gives
     * @param view 0 to {@link #count()} − 1
     * @param draws the random numbers of this view of this image: keyed by the image's index, with the view as part
     * @param out receives size × size × channels normalised float values, interleaved {@code [H, W, C]}
     * @param offset where in {@code out} the first value goes
     */
    default void render(Picture image, int view, Draws draws, FloatBuffer out, int offset) {
        if (image instanceof Samples asIs) {
            Samples seen = transform(view).apply(asIs, draws);
            requireSize(view, seen.width(), seen.height());
            normalize().write(seen, out, offset);
        } else if (image instanceof Pixels pixels) {
            try (Planes seen = transform(view).planes(pixels, draws)) {
                requireSize(view, seen.width(), seen.height());
                normalize().write(seen, out, offset);
            }
        }
    }

    private void requireSize(int view, int width, int height) {
        int size = size(view);
        if (width != size || height != size) {
            throw new IllegalStateException("view " + view + " should be " + size + " x " + size
                    + ", but its transform " + transform(view) + " made " + width + " x " + height);
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
