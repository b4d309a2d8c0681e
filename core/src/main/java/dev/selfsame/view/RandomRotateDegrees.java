package dev.selfsame.view;

import dev.selfsame.image.Geometry;
import dev.selfsame.image.Pixels;
import dev.selfsame.random.Draws;

/**
 * A turn by any angle, by chance, inside the image's own frame: each pixel is the nearest of the image, what leaves the frame
 * is cut off, what enters it is black (Lightly's {@code RandomRotateDegrees}, torchvision's {@code RandomRotation} under
 * {@code RandomApply}). The angle is uniform in ±{@code degrees}. Images of 8 bits only.
 *
 * @param probability 0.5 in Lightly, where it is used
 * @param degrees largest angle, 0 to 180
 */
public record RandomRotateDegrees(double probability, double degrees) implements Transform {
    /** Checks the probability and the angle. */
    public RandomRotateDegrees {
        Ranges.checkProbability("RandomRotateDegrees", probability);
        if (!(degrees >= 0 && degrees <= 180)) {
            throw new IllegalArgumentException(
                    "RandomRotateDegrees: degrees must be between 0 and 180, got " + degrees);
        }
    }

    @Override
    public Pixels apply(Pixels image, Draws draws) {
        return draws.chance(probability) ? Geometry.rotateByDegrees(image, draws.uniform(-degrees, degrees)) : image;
    }
}
