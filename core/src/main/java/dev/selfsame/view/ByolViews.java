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
 * @param grayscale probability of taking colour away; 0.2 by default
 * @param blur0 probability of the blur in the first view; 1 by default
 * @param blur1 probability of the blur in the second view; 0.1 by default
 * @param solarize0 probability of solarizing the first view; 0 by default
 * @param solarize1 probability of solarizing the second view; 0.2 by default
 * @param sigmaMin smallest standard deviation of the blur in pixels; 0.1 by default
 * @param sigmaMax largest standard deviation of the blur in pixels; 2 by default
 * @param flips by chance, left and right exchanged (0.5), and neither top and bottom nor a quarter turn by default
 * @param interpolation bilinear by default, as in Lightly; the paper has bicubic
 * @param colour how colours are changed; exact by default
 */
public record ByolViews(
        int size,
        double minScale,
        double strength,
        double grayscale,
        double blur0,
        double blur1,
        double solarize0,
        double solarize1,
        double sigmaMin,
        double sigmaMax,
        Flips flips,
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
        Ranges.checkProbability("ByolViews: grayscale", grayscale);
        Ranges.checkProbability("ByolViews: blur0", blur0);
        Ranges.checkProbability("ByolViews: blur1", blur1);
        Ranges.checkProbability("ByolViews: solarize0", solarize0);
        Ranges.checkProbability("ByolViews: solarize1", solarize1);
        Ranges.checkRange("ByolViews", "sigma", sigmaMin, sigmaMax, 1000);
    }

    /** The defaults at a size. */
    public static ByolViews of(int size) {
        return new ByolViews(
                size, 0.08, 1, 0.2, 1.0, 0.1, 0.0, 0.2, 0.1, 2, Flips.USUAL, Interpolation.BILINEAR, Colour.EXACT);
    }

    private ByolViews with(double scale, double factor, double grey, Flips newFlips) {
        return new ByolViews(
                size,
                scale,
                factor,
                grey,
                blur0,
                blur1,
                solarize0,
                solarize1,
                sigmaMin,
                sigmaMax,
                newFlips,
                interpolation,
                colour);
    }

    private ByolViews with(
            double firstBlur,
            double secondBlur,
            double firstSolarize,
            double secondSolarize,
            Interpolation newInterpolation,
            Colour newColour) {
        return new ByolViews(
                size,
                minScale,
                strength,
                grayscale,
                firstBlur,
                secondBlur,
                firstSolarize,
                secondSolarize,
                sigmaMin,
                sigmaMax,
                flips,
                newInterpolation,
                newColour);
    }

    /** These views with another smallest crop. */
    public ByolViews withMinScale(double value) {
        return with(value, strength, grayscale, flips);
    }

    /** These views with another strength of the colour jitter. */
    public ByolViews withStrength(double value) {
        return with(minScale, value, grayscale, flips);
    }

    /** These views with another probability of taking colour away. */
    public ByolViews withGrayscale(double value) {
        return with(minScale, strength, value, flips);
    }

    /** These views flipped and turned by other probabilities. */
    public ByolViews withFlips(Flips value) {
        return with(minScale, strength, grayscale, value);
    }

    /** These views with other probabilities of the blur; 0 and 0 for none. */
    public ByolViews withBlur(double first, double second) {
        return with(first, second, solarize0, solarize1, interpolation, colour);
    }

    /** These views with other probabilities of solarizing; 0 and 0 for none. */
    public ByolViews withSolarize(double first, double second) {
        return with(blur0, blur1, first, second, interpolation, colour);
    }

    /** These views with another interpolation in the crop. */
    public ByolViews withInterpolation(Interpolation value) {
        return with(blur0, blur1, solarize0, solarize1, value, colour);
    }

    /** These views with colours changed in another way. */
    public ByolViews withColour(Colour value) {
        return with(blur0, blur1, solarize0, solarize1, interpolation, value);
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
                flips,
                new ColorJitter(0.4 * strength, 0.4 * strength, 0.2 * strength, 0.1 * strength, 0.8, colour),
                new RandomGrayscale(grayscale),
                new GaussianBlur(first ? blur0 : blur1, sigmaMin, sigmaMax),
                Solarize.of(first ? solarize0 : solarize1));
    }

    @Override
    public Normalize normalize() {
        return Normalize.IMAGENET;
    }
}
