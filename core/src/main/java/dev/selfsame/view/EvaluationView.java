package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Rgb;

/**
 * The one view that embeddings are made from: the shorter side resized, the middle square cut out. Draws nothing. An
 * image that has the size already is only normalised.
 *
 * @param size side of the view in pixels
 * @param shortSide what the shorter side is brought to first, at least {@code size}
 * @param interpolation bilinear by default
 * @param normalize ImageNet's statistics by default
 * @param background what transparent pixels are laid on when an image is decoded for this view, white by default
 */
public record EvaluationView(int size, int shortSide, Interpolation interpolation, Normalize normalize, Rgb background)
        implements Views {
    /** Checks the sizes. */
    public EvaluationView {
        Ranges.checkSize("EvaluationView", "size", size);
        if (shortSide < size) {
            throw new IllegalArgumentException(
                    "EvaluationView: shortSide must be at least the size of " + size + ", got " + shortSide);
        }
    }

    /** A view of images that lie on white. */
    public EvaluationView(int size, int shortSide, Interpolation interpolation, Normalize normalize) {
        this(size, shortSide, interpolation, normalize, Rgb.WHITE);
    }

    /**
     * The usual protocol: the middle of an image enlarged by 256/224, as on ImageNet; the whole of it up to 64 pixels,
     * where images such as CIFAR's have the size of the view and nothing is to be cut off.
     */
    public static EvaluationView of(int size) {
        int shortSide = size <= 64 ? size : (int) Math.rint(size * 256.0 / 224);
        return new EvaluationView(size, shortSide, Interpolation.BILINEAR, Normalize.IMAGENET);
    }

    /** The same on another colour. */
    public EvaluationView withBackground(Rgb color) {
        return new EvaluationView(size, shortSide, interpolation, normalize, color);
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public int size(int view) {
        return size;
    }

    @Override
    public Transform transform(int view) {
        return new ResizedCenterCrop(size, shortSide, interpolation);
    }
}
