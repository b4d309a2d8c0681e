package dev.selfsame.view;

import dev.selfsame.image.Picture;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Planes;
import dev.selfsame.random.Draws;

/**
 * The steps of a view in SimCLR, BYOL and their kin, in the order that they have there: crop, flips, jitter, grayscale,
 * blur, solarize.
 *
 * @param crop where to look
 * @param flips by chance: left and right exchanged, and maybe more
 * @param jitter other colours
 * @param grayscale no colours
 * @param blur less detail
 * @param solarize bright samples inverted
 */
public record ContrastiveTransform(
        RandomResizedCrop crop,
        Flips flips,
        ColorJitter jitter,
        RandomGrayscale grayscale,
        GaussianBlur blur,
        Solarize solarize)
        implements Transform {
    @Override
    public Pixels apply(Pixels image, Draws draws) {
        try (Planes seen = planes(image, draws)) {
            return seen.toPixels();
        }
    }

    /** Where the view that these draws make lies in the original image. */
    Placement place(Picture image, Draws draws) {
        return new FlippedCrop(crop, flips).place(image, draws);
    }

    @Override
    public int reduction(int width, int height) {
        return crop.reduction(width, height);
    }

    @Override
    public Planes planes(Pixels image, Draws draws) {
        Planes seen = crop.planes(image, flips, draws);
        jitter.change(seen, draws);
        grayscale.change(seen, draws);
        blur.change(seen, draws);
        solarize.change(seen, draws);
        return seen;
    }
}
