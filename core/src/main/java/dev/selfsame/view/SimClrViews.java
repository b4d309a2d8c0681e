package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import java.util.Objects;

/**
 * The pair of views of SimCLR (Chen et al. 2020, arXiv:2002.05709, appendix A): both made alike, by a crop of 0.08 to 1
 * of the area, a flip (0.5), colour jitter (0.8; brightness, contrast and saturation 0.8, hue 0.2, all times
 * {@code strength}), grayscale (0.2) and blur (0.5). For small images, such as CIFAR's of 32 pixels, leave the blur out
 * and take half the strength (appendix B.9).
 *
 * @param size side of a view in pixels
 * @param minScale smallest share of the image's area in a crop; 0.08 by default
 * @param strength of the colour jitter, 0 to 2.5; 1 by default
 * @param grayscale probability of taking colour away; 0.2 by default
 * @param blur probability of the blur; 0.5 by default
 * @param sigmaMin smallest standard deviation of the blur in pixels; 0.1 by default
 * @param sigmaMax largest standard deviation of the blur in pixels; 2 by default
 * @param flips by chance, left and right exchanged (0.5), and neither top and bottom nor a quarter turn by default
 * @param interpolation bilinear by default, as in Lightly; the paper has bicubic
 * @param colour how colours are changed; exact by default
 */
public record SimClrViews(
        int size,
        double minScale,
        double strength,
        double grayscale,
        double blur,
        double sigmaMin,
        double sigmaMax,
        Flips flips,
        Interpolation interpolation,
        Colour colour)
        implements Views {
    /** Checks the ranges. */
    public SimClrViews {
        if (!(strength >= 0 && strength <= 2.5)) {
            throw new IllegalArgumentException("SimClrViews: strength must be between 0 and 2.5, got " + strength);
        }
        Ranges.checkSize("SimClrViews", "size", size);
        Ranges.checkRange("SimClrViews", "minScale", minScale, 1, 1);
        Ranges.checkProbability("SimClrViews: grayscale", grayscale);
        Ranges.checkProbability("SimClrViews: blur", blur);
        Ranges.checkRange("SimClrViews", "sigma", sigmaMin, sigmaMax, 1000);
    }

    /** The defaults at a size. */
    public static SimClrViews of(int size) {
        return new SimClrViews(size, 0.08, 1, 0.2, 0.5, 0.1, 2, Flips.USUAL, Interpolation.BILINEAR, Colour.EXACT);
    }

    /** These views with another smallest crop. */
    public SimClrViews withMinScale(double value) {
        return new SimClrViews(
                size, value, strength, grayscale, blur, sigmaMin, sigmaMax, flips, interpolation, colour);
    }

    /** These views with another strength of the colour jitter. */
    public SimClrViews withStrength(double value) {
        return new SimClrViews(
                size, minScale, value, grayscale, blur, sigmaMin, sigmaMax, flips, interpolation, colour);
    }

    /** These views with another probability of taking colour away. */
    public SimClrViews withGrayscale(double value) {
        return new SimClrViews(size, minScale, strength, value, blur, sigmaMin, sigmaMax, flips, interpolation, colour);
    }

    /** These views with another probability of the blur; 0 for none. */
    public SimClrViews withBlur(double value) {
        return new SimClrViews(
                size, minScale, strength, grayscale, value, sigmaMin, sigmaMax, flips, interpolation, colour);
    }

    /** These views flipped and turned by other probabilities. */
    public SimClrViews withFlips(Flips value) {
        return new SimClrViews(
                size, minScale, strength, grayscale, blur, sigmaMin, sigmaMax, value, interpolation, colour);
    }

    /** These views with another interpolation in the crop. */
    public SimClrViews withInterpolation(Interpolation value) {
        return new SimClrViews(size, minScale, strength, grayscale, blur, sigmaMin, sigmaMax, flips, value, colour);
    }

    /** These views with colours changed in another way. */
    public SimClrViews withColour(Colour value) {
        return new SimClrViews(
                size, minScale, strength, grayscale, blur, sigmaMin, sigmaMax, flips, interpolation, value);
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
        Objects.checkIndex(view, 2);
        double strong = 0.8 * strength;
        return new ContrastiveTransform(
                RandomResizedCrop.of(size, minScale, interpolation),
                flips,
                new ColorJitter(strong, strong, strong, 0.2 * strength, 0.8, colour),
                new RandomGrayscale(grayscale),
                new GaussianBlur(blur, sigmaMin, sigmaMax),
                Solarize.of(0));
    }

    @Override
    public Normalize normalize() {
        return Normalize.IMAGENET;
    }
}
