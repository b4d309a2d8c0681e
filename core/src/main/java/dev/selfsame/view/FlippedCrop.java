package dev.selfsame.view;

import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;

/**
 * A crop and flips after it, made at once. Any number of channels.
 *
 * @param crop where to look
 * @param flips by chance
 */
public record FlippedCrop(RandomResizedCrop crop, Flips flips) implements Transform {
    @Override
    public Pixels apply(Pixels image, Draws draws) {
        try (Planes seen = planes(image, draws)) {
            return seen.toPixels();
        }
    }

    @Override
    public Samples apply(Samples image, Draws draws) {
        return flips.apply(crop.apply(image, draws), draws);
    }

    @Override
    public int reduction(int width, int height) {
        return crop.reduction(width, height);
    }

    @Override
    public Planes planes(Pixels image, Draws draws) {
        return crop.planes(image, flips, draws);
    }

    /** Where the view that these draws make lies in the original image. */
    Placement place(Picture image, Draws draws) {
        RandomResizedCrop.Area area = crop.draw(image, draws);
        Flips.Drawn drawn = flips.draw(draws);
        return new Placement(
                area.x(), area.y(), area.width(), area.height(), drawn.mirrored(), drawn.upsideDown(), drawn.turned());
    }
}
