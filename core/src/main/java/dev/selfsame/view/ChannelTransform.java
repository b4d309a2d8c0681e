package dev.selfsame.view;

import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;
import java.util.List;

/**
 * The steps of a view of an image as it is: crop, flips, quarter turns, intensity, blur, noise.
 *
 * @param crop where to look
 * @param flips by chance: left and right exchanged, and maybe more
 * @param turns none or one {@link QuarterTurns}
 * @param jitter other brightness and contrast in each channel
 * @param blur less detail
 * @param noise more of it
 */
record ChannelTransform(
        RandomResizedCrop crop,
        Flips flips,
        List<QuarterTurns> turns,
        IntensityJitter jitter,
        GaussianBlur blur,
        GaussianNoise noise)
        implements SamplesTransform {
    @Override
    public Samples apply(Samples image, Draws draws) {
        Samples seen = flips.apply(crop.apply(image, draws), draws);
        for (QuarterTurns turn : turns) {
            seen = turn.apply(seen, draws);
        }
        return noise.apply(blur.apply(jitter.apply(seen, draws), draws), draws);
    }
}
