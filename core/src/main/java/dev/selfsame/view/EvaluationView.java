package dev.selfsame.view;

import dev.selfsame.image.Interpolation;

/**
 * The one view that embeddings are made from: the shorter side resized, the middle square cut out. Draws nothing. An
 * image that has the size already is only normalised.
 *
 * @param size side of the view in pixels
 * @param shortSide what the shorter side is brought to first, at least {@code size}
 * @param interpolation bilinear by default
 * @param normalize ImageNet's statistics by default
 */
public record EvaluationView(int size, int shortSide, Interpolation interpolation, Normalize normalize)
        implements Views {
    /** Checks the sizes. */
    public EvaluationView {
        Ranges.checkSize("EvaluationView", "size", size);
        if (shortSide < size) {
            throw new IllegalArgumentException(
                    "EvaluationView: shortSide must be at least the size of " + size + ", got " + shortSide);
        }
    }

    /**
     * The usual protocol: the middle of an image enlarged by 256/224, as on ImageNet; the whole of it up to 64 pixels,
     * where images such as CIFAR's have the size of the view and nothing is to be cut off.
     */
    public static EvaluationView of(int size) {
        int shortSide = size <= 64 ? size : (int) Math.rint(size * 256.0 / 224);
        return new EvaluationView(size, shortSide, Interpolation.BILINEAR, Normalize.IMAGENET);
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
