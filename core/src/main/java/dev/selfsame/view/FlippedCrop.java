package dev.selfsame.view;

import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;

/**
 * A crop and a flip after it, made at once. Any number of channels.
 *
 * @param crop where to look
 * @param flip by chance, left and right exchanged
 */
public record FlippedCrop(RandomResizedCrop crop, HorizontalFlip flip) implements Transform {
    @Override
    public Pixels apply(Pixels image, Draws draws) {
        try (Planes seen = planes(image, draws)) {
            return seen.toPixels();
        }
    }

    @Override
    public Samples apply(Samples image, Draws draws) {
        return flip.apply(crop.apply(image, draws), draws);
    }

    @Override
    public int reduction(int width, int height) {
        return crop.reduction(width, height);
    }

    @Override
    public Planes planes(Pixels image, Draws draws) {
        return crop.planes(image, flip, draws);
    }

    /** Where the view that these draws make lies in the image. */
    Placement place(Picture image, Draws draws) {
        RandomResizedCrop.Area area = crop.draw(image.width(), image.height(), draws);
        return new Placement(area.x(), area.y(), area.width(), area.height(), flip.flips(draws));
    }
}
