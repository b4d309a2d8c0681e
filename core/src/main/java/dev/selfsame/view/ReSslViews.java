package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import java.util.Objects;

/**
 * The unequal pair of views of ReSSL (Zheng et al. 2021, arXiv:2107.09282, section 3.3): view 0 is strong, by crop,
 * flips, colour jitter, grayscale and blur; view 1 is weak, by crop and flips.
 *
 * @param size side of a view in pixels
 * @param minScale smallest share of the image's area in a crop; 0.2 by default
 * @param strength factor of the colour jitter
 * @param jitter the colour jitter's strengths and its probability
 * @param grayscale probability of taking colour away
 * @param blur probability of the blur
 * @param sigmaMin smallest standard deviation of the blur in pixels; 0.1 by default
 * @param sigmaMax largest standard deviation of the blur in pixels; 2 by default
 * @param flips by chance, left and right exchanged (0.5), and neither top and bottom nor a quarter turn by default
 * @param interpolation in the crop; bilinear by default
 * @param colour how colours are changed; exact by default
 */
public record ReSslViews(
        int size,
        double minScale,
        double strength,
        Jitter jitter,
        double grayscale,
        double blur,
        double sigmaMin,
        double sigmaMax,
        Flips flips,
        Interpolation interpolation,
        Colour colour)
        implements Views {
    /** Checks the ranges. */
    public ReSslViews {
        Ranges.checkSize("ReSslViews", "size", size);
        Ranges.checkRange("ReSslViews", "minScale", minScale, 1, 1);
        Ranges.checkStrength("ReSslViews", "strength", strength);
        Ranges.checkProbability("ReSslViews: grayscale", grayscale);
        Ranges.checkProbability("ReSslViews: blur", blur);
        Ranges.checkRange("ReSslViews", "sigma", sigmaMin, sigmaMax, 1000);
        jitter.transform(strength, colour);
    }

    /** MoCo v2's as the strong view. */
    public static ReSslViews of(int size) {
        return new ReSslViews(
                size, 0.2, 1, Jitter.MOCO, 0.2, 0.5, 0.1, 2, Flips.USUAL, Interpolation.BILINEAR, Colour.EXACT);
    }

    /** These views with another smallest crop. */
    public ReSslViews withMinScale(double value) {
        return new ReSslViews(
                size, value, strength, jitter, grayscale, blur, sigmaMin, sigmaMax, flips, interpolation, colour);
    }

    /** These views with another colour jitter of the strong one. */
    public ReSslViews withJitter(Jitter value) {
        return new ReSslViews(
                size, minScale, strength, value, grayscale, blur, sigmaMin, sigmaMax, flips, interpolation, colour);
    }

    /** These views with another probability of the strong one's blur; 0 for none. */
    public ReSslViews withBlur(double value) {
        return new ReSslViews(
                size, minScale, strength, jitter, grayscale, value, sigmaMin, sigmaMax, flips, interpolation, colour);
    }

    /** These views flipped and turned by other probabilities. */
    public ReSslViews withFlips(Flips value) {
        return new ReSslViews(
                size, minScale, strength, jitter, grayscale, blur, sigmaMin, sigmaMax, value, interpolation, colour);
    }

    @Override
    public int count() {
        return 2;
    }

    @Override
    public int size(int view) {
        return size;
    }

    @Override
    public Transform transform(int view) {
        boolean strong = Objects.checkIndex(view, 2) == 0;
        return new ContrastiveTransform(
                RandomResizedCrop.of(size, minScale, interpolation),
                flips,
                (strong ? jitter : jitter.withProbability(0)).transform(strength, colour),
                new RandomGrayscale(strong ? grayscale : 0),
                new GaussianBlur(strong ? blur : 0, sigmaMin, sigmaMax),
                Solarize.of(0));
    }

    @Override
    public Normalize normalize() {
        return Normalize.IMAGENET;
    }
}
