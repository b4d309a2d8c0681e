package dev.selfsame.view;

import dev.selfsame.image.ColorMatrix;
import dev.selfsame.image.Planes;
import dev.selfsame.random.Draws;

/**
 * Brightness, contrast, saturation and hue changed in random order, by chance: torchvision's {@code ColorJitter} under
 * {@code RandomApply}. Factors are uniform in [max(0, 1 − s), 1 + s], the hue's shift in [−s, s]; a strength of 0
 * leaves its property alone. RGB.
 *
 * @param brightness strength, at least 0
 * @param contrast strength, at least 0
 * @param saturation strength, at least 0
 * @param hue strength, 0 to 0.5 of the circle
 * @param probability of changing anything; 0.8 in SimCLR and BYOL
 * @param colour how; exact by default
 */
public record ColorJitter(
        double brightness, double contrast, double saturation, double hue, double probability, Colour colour)
        implements PlanesTransform {
    private static final int PROPERTIES = 4;

    /** Checks the strengths. */
    public ColorJitter {
        Ranges.checkStrength("ColorJitter", "brightness", brightness);
        Ranges.checkStrength("ColorJitter", "contrast", contrast);
        Ranges.checkStrength("ColorJitter", "saturation", saturation);
        if (!(hue >= 0 && hue <= 0.5)) {
            throw new IllegalArgumentException("ColorJitter: hue must be between 0 and 0.5, got " + hue);
        }
        Ranges.checkProbability("ColorJitter", probability);
    }

    /** As torchvision does it. */
    public ColorJitter(double brightness, double contrast, double saturation, double hue, double probability) {
        this(brightness, contrast, saturation, hue, probability, Colour.EXACT);
    }

    @Override
    public void change(Planes image, Draws draws) {
        Ranges.checkRgb("ColorJitter", image.channels());
        if (!draws.chance(probability)) {
            return;
        }
        int[] order = draws.permutation(PROPERTIES);
        double brightnessFactor = factor(brightness, draws);
        double contrastFactor = factor(contrast, draws);
        double saturationFactor = factor(saturation, draws);
        double hueShift = draws.uniform(-hue, hue);
        if (colour == Colour.LINEAR) {
            image.mix(matrix(image.means(), order, brightnessFactor, contrastFactor, saturationFactor, hueShift));
            return;
        }
        for (int property : order) {
            switch (property) {
                case 0 -> image.brightness(brightnessFactor);
                case 1 -> image.contrast(contrastFactor);
                case 2 -> image.saturation(saturationFactor);
                default -> {
                    if (hue > 0) {
                        image.hue(hueShift);
                    }
                }
            }
        }
    }

    private static ColorMatrix matrix(
            double[] means, int[] order, double brightness, double contrast, double saturation, double hueShift) {
        ColorMatrix matrix = ColorMatrix.identity();
        for (int property : order) {
            matrix = switch (property) {
                case 0 -> matrix.brightness(brightness);
                case 1 -> matrix.contrast(contrast, means);
                case 2 -> matrix.saturation(saturation);
                default -> matrix.hue(hueShift);
            };
        }
        return matrix;
    }

    private static double factor(double strength, Draws draws) {
        return draws.uniform(Math.max(0, 1 - strength), 1 + strength);
    }
}
