package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import java.util.Objects;

/**
 * The unequal pair of views of BYOL (Grill et al. 2020, arXiv:2006.07733, appendix B, table 6), which Barlow Twins took
 * over: a crop of 0.08 to 1 of the area, a flip (0.5), colour jitter (0.8; brightness and contrast 0.4, saturation 0.2,
 * hue 0.1, all times {@code strength}), grayscale (0.2); then the first view is always blurred and the second seldom
 * (0.1), and only the second is solarized (0.2).
 *
 * @param size side of a view in pixels
 * @param minScale smallest share of the image's area in a crop; 0.08 by default
 * @param strength of the colour jitter, 0 to 5; 1 by default
 * @param blur0 probability of the blur in the first view; 1 by default
 * @param blur1 probability of the blur in the second view; 0.1 by default
 * @param solarize0 probability of solarizing the first view; 0 by default
 * @param solarize1 probability of solarizing the second view; 0.2 by default
 * @param sigmaMin smallest standard deviation of the blur in pixels; 0.1 by default
 * @param sigmaMax largest standard deviation of the blur in pixels; 2 by default
 * @param interpolation bilinear by default, as in Lightly; the paper has bicubic
 * @param colour how colours are changed; exact by default
 */
public record ByolViews(
        int size,
        double minScale,
        double strength,
        double blur0,
        double blur1,
        double solarize0,
        double solarize1,
        double sigmaMin,
        double sigmaMax,
        Interpolation interpolation,
        Colour colour)
        implements Views {
    /** Checks the ranges. */
    public ByolViews {
        if (!(strength >= 0 && strength <= 5)) {
            throw new IllegalArgumentException("ByolViews: strength must be between 0 and 5, got " + strength);
        }
        Ranges.checkSize("ByolViews", "size", size);
        Ranges.checkRange("ByolViews", "minScale", minScale, 1, 1);
        Ranges.checkProbability("ByolViews: blur0", blur0);
        Ranges.checkProbability("ByolViews: blur1", blur1);
        Ranges.checkProbability("ByolViews: solarize0", solarize0);
        Ranges.checkProbability("ByolViews: solarize1", solarize1);
        Ranges.checkRange("ByolViews", "sigma", sigmaMin, sigmaMax, 1000);
    }

    /** The defaults at a size. */
    public static ByolViews of(int size) {
        return new ByolViews(size, 0.08, 1, 1.0, 0.1, 0.0, 0.2, 0.1, 2, Interpolation.BILINEAR, Colour.EXACT);
    }

    /** These views with another smallest crop. */
    public ByolViews withMinScale(double value) {
        return new ByolViews(
                size, value, strength, blur0, blur1, solarize0, solarize1, sigmaMin, sigmaMax, interpolation, colour);
    }

    /** These views with another strength of the colour jitter. */
    public ByolViews withStrength(double value) {
        return new ByolViews(
                size, minScale, value, blur0, blur1, solarize0, solarize1, sigmaMin, sigmaMax, interpolation, colour);
    }

    /** These views with other probabilities of the blur; 0 and 0 for none. */
    public ByolViews withBlur(double first, double second) {
        return new ByolViews(
                size,
                minScale,
                strength,
                first,
                second,
                solarize0,
                solarize1,
                sigmaMin,
                sigmaMax,
                interpolation,
                colour);
    }

    /** These views with other probabilities of solarizing; 0 and 0 for none. */
    public ByolViews withSolarize(double first, double second) {
        return new ByolViews(
                size, minScale, strength, blur0, blur1, first, second, sigmaMin, sigmaMax, interpolation, colour);
    }

    /** These views with another interpolation in the crop. */
    public ByolViews withInterpolation(Interpolation value) {
        return new ByolViews(
                size, minScale, strength, blur0, blur1, solarize0, solarize1, sigmaMin, sigmaMax, value, colour);
    }

    /** These views with colours changed in another way. */
    public ByolViews withColour(Colour value) {
        return new ByolViews(
                size, minScale, strength, blur0, blur1, solarize0, solarize1, sigmaMin, sigmaMax, interpolation, value);
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
        boolean first = Objects.checkIndex(view, 2) == 0;
        return new ContrastiveTransform(
                RandomResizedCrop.of(size, minScale, interpolation),
                new HorizontalFlip(0.5),
                new ColorJitter(0.4 * strength, 0.4 * strength, 0.2 * strength, 0.1 * strength, 0.8, colour),
                new RandomGrayscale(0.2),
                new GaussianBlur(first ? blur0 : blur1, sigmaMin, sigmaMax),
                Solarize.of(first ? solarize0 : solarize1));
    }

    @Override
    public Normalize normalize() {
        return Normalize.IMAGENET;
    }
}
