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
import java.nio.IntBuffer;
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
     * How many times smaller, in each direction, an image may come without any view enlarging a part of it. What is drawn
     * at random doesn't depend on it.
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

    /**
     * Cells on a side of the grid beside a view, which says where they lie in the image ({@link View#grid}); 0, by default,
     * for none.
     *
     * @param view 0 to {@link #count()} − 1
     */
    default int grid(int view) {
        return 0;
    }

    /**
     * Writes the grid of one view of one image: where the middles of its cells lie, x and y in pixels of
     * {@link Picture#original}.
     *
     * @param draws those of {@link #render}, from their start
     * @param out receives side × side × 2 values, rows, columns, x and y
     * @param offset where in {@code out} the first value goes
     */
    default void renderGrid(Picture image, int view, Draws draws, FloatBuffer out, int offset) {
        throw new UnsupportedOperationException(this + " has no grids");
    }

    /**
     * Cells on a side of the map of regions beside a view ({@link View#regions}); 0, by default, for none.
     *
     * @param view 0 to {@link #count()} − 1
     */
    default int regions(int view) {
        return 0;
    }

    /**
     * Writes the regions of the cells of one view of one image.
     *
     * @param draws those of {@link #render}, from their start
     * @param out receives side × side numbers from 0, rows and columns
     * @param offset where in {@code out} the first number goes
     */
    default void renderRegions(Picture image, int view, Draws draws, IntBuffer out, int offset) {
        throw new UnsupportedOperationException(this + " has no regions");
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
