package dev.selfsame.view;

import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;

/**
 * The steps of a view in SimCLR, BYOL and their kin, in the order that they have there: crop, flip, jitter, grayscale,
 * blur, solarize.
 *
 * @param crop where to look
 * @param flip by chance, left and right exchanged
 * @param jitter other colours
 * @param grayscale no colours
 * @param blur less detail
 * @param solarize bright samples inverted
 */
public record ContrastiveTransform(
        RandomResizedCrop crop,
        HorizontalFlip flip,
        ColorJitter jitter,
        RandomGrayscale grayscale,
        GaussianBlur blur,
        Solarize solarize)
        implements Transform {
    @Override
    public Pixels apply(Pixels image, Draws draws) {
        Pixels seen = crop.apply(image, draws);
        seen = flip.apply(seen, draws);
        seen = jitter.apply(seen, draws);
        seen = grayscale.apply(seen, draws);
        seen = blur.apply(seen, draws);
        return solarize.apply(seen, draws);
    }
}
