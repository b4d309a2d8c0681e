package dev.selfsame.view;

import dev.selfsame.image.Interpolation;
import java.util.Objects;

/**
 * BYOL's pair of views with changes of the spectrum after the crop (FDA, "Disentangling the Effects of Data Augmentation and Format
 * Transform in Self-Supervised Learning of Image Representations", 2023, arXiv:2312.02205, as Lightly has them): a crop of
 * 0.08 to 1 of the area, {@link FourierAugmentation}, flips, jitter (0.4, 0.4, 0.2, 0.1; 0.8), grayscale (0.2);
 * the first view is always blurred and has Gaussian holes in its spectrum by 0.2, the second is seldom blurred (0.1) and
 * has no holes. Neither is solarized.
 *
 * @param size side of a view in pixels
 * @param minScale smallest share of the image's area in a crop; 0.08 by default
 * @param strength of the colour jitter, 0 to 5; 1 by default
 * @param grayscale probability of taking colour away; 0.2 by default
 * @param amplitude probability of rescaling the amplitudes; 0.2 by default
 * @param phase probability of shifting the phases; 0.2 by default
 * @param mask probability of leaving frequencies out; 0.5 by default
 * @param holes0 probability of the Gaussian holes in the first view; 0.2 by default
 * @param holes1 probability of the Gaussian holes in the second view; 0 by default
 * @param blur0 probability of the blur in the first view; 1 by default
 * @param blur1 probability of the blur in the second view; 0.1 by default
 * @param flips by chance, left and right exchanged (0.5), and neither top and bottom nor a quarter turn by default
 * @param interpolation bilinear by default
 * @param colour how colours are changed; exact by default
 */
public record FourierViews(
        int size,
        double minScale,
        double strength,
        double grayscale,
        double amplitude,
        double phase,
        double mask,
        double holes0,
        double holes1,
        double blur0,
        double blur1,
        Flips flips,
        Interpolation interpolation,
        Colour colour)
        implements Views {
    /** Checks the ranges. */
    public FourierViews {
        Ranges.checkSize("FourierViews", "size", size);
        Ranges.checkRange("FourierViews", "minScale", minScale, 1, 1);
        if (!(strength >= 0 && strength <= 5)) {
            throw new IllegalArgumentException("FourierViews: strength must be between 0 and 5, got " + strength);
        }
        Ranges.checkProbability("FourierViews: grayscale", grayscale);
        Ranges.checkProbability("FourierViews: amplitude", amplitude);
        Ranges.checkProbability("FourierViews: phase", phase);
        Ranges.checkProbability("FourierViews: mask", mask);
        Ranges.checkProbability("FourierViews: holes0", holes0);
        Ranges.checkProbability("FourierViews: holes1", holes1);
        Ranges.checkProbability("FourierViews: blur0", blur0);
        Ranges.checkProbability("FourierViews: blur1", blur1);
    }

    /** The defaults at a size. */
    public static FourierViews of(int size) {
        return new FourierViews(
                size, 0.08, 1, 0.2, 0.2, 0.2, 0.5, 0.2, 0, 1, 0.1, Flips.USUAL, Interpolation.BILINEAR, Colour.EXACT);
    }

    private FourierViews with(double first, double second, Flips newFlips) {
        return new FourierViews(
                size,
                minScale,
                strength,
                grayscale,
                amplitude,
                phase,
                mask,
                holes0,
                holes1,
                first,
                second,
                newFlips,
                interpolation,
                colour);
    }

    /** These views with other probabilities of the blur; 0 and 0 for none. */
    public FourierViews withBlur(double first, double second) {
        return with(first, second, flips);
    }

    /** These views flipped and turned by other probabilities. */
    public FourierViews withFlips(Flips value) {
        return with(blur0, blur1, value);
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
        return Sequence.of(
                RandomResizedCrop.of(size, minScale, interpolation),
                new FourierAugmentation(amplitude, phase, mask, first ? holes0 : holes1),
                flips,
                Jitter.BYOL.transform(strength, colour),
                new RandomGrayscale(grayscale),
                GaussianBlur.of(first ? blur0 : blur1));
    }

    @Override
    public Normalize normalize() {
        return Normalize.IMAGENET;
    }
}
