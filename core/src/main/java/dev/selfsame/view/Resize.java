package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Resampling;
import dev.selfsame.random.Draws;

/**
 * The shorter side brought to a length, the longer in proportion (cut off to whole pixels), as torchvision's
 * {@code Resize}. Draws nothing. Any number of channels.
 *
 * @param shortSide pixels of the shorter side
 * @param interpolation bilinear by default
 */
public record Resize(int shortSide, Interpolation interpolation) implements Transform {
    /** Checks the side. */
    public Resize {
        Ranges.checkSize("Resize", "shortSide", shortSide);
    }

    /** Bilinear. */
    public static Resize of(int shortSide) {
        return new Resize(shortSide, Interpolation.BILINEAR);
    }

    @Override
    public Pixels apply(Pixels image, Draws draws) {
        int width = image.width();
        int height = image.height();
        return width <= height
                ? Resampling.resize(image, shortSide, longSide(height, width), interpolation)
                : Resampling.resize(image, longSide(width, height), shortSide, interpolation);
    }

    private int longSide(int longer, int shorter) {
        long side = (long) shortSide * longer / shorter;
        if (side > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Resize: an image of " + longer + " x " + shorter
                    + " becomes too long at a short side of " + shortSide);
        }
        return (int) side;
    }
}
