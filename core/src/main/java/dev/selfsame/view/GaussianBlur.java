package dev.selfsame.view;

import dev.selfsame.image.BoxBlur;
import dev.selfsame.image.Planes;
import dev.selfsame.image.SampleBlur;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;

/**
 * Gaussian blur of random width, by chance: as Pillow blurs ({@link BoxBlur}), and by the curve itself for images as
 * they are ({@link SampleBlur}). Any number of channels.
 *
 * @param probability 0.5 in SimCLR, 1.0 and 0.1 for the two views of BYOL
 * @param sigmaMin smallest standard deviation in pixels; 0.1 in the papers
 * @param sigmaMax largest standard deviation in pixels; 2 in the papers
 */
public record GaussianBlur(double probability, double sigmaMin, double sigmaMax) implements PlanesTransform {
    /** Checks probability and range. */
    public GaussianBlur {
        Ranges.checkProbability("GaussianBlur", probability);
        Ranges.checkRange("GaussianBlur", "sigma", sigmaMin, sigmaMax, 1000);
    }

    /** With standard deviations of 0.1 to 2 pixels. */
    public static GaussianBlur of(double probability) {
        return new GaussianBlur(probability, 0.1, 2);
    }

    @Override
    public void change(Planes image, Draws draws) {
        if (draws.chance(probability)) {
            image.blur(draws.uniform(sigmaMin, sigmaMax));
        }
    }

    @Override
    public Samples apply(Samples image, Draws draws) {
        return draws.chance(probability) ? SampleBlur.gaussian(image, draws.uniform(sigmaMin, sigmaMax)) : image;
    }
}
