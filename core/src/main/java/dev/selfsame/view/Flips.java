package dev.selfsame.view;

import dev.selfsame.image.Geometry;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.SampleGeometry;
import dev.selfsame.image.Samples;
import dev.selfsame.random.Draws;

/**
 * Left and right exchanged, then top and bottom, then a quarter turn counter-clockwise, each by chance: as {@link
 * HorizontalFlip}, {@link VerticalFlip} and {@link RandomRotate90} one after another. Any number of channels.
 *
 * <p>One number is drawn for the horizontal flip, whatever its probability. For the others none is drawn where they are 0.
 *
 * @param horizontalFlip probability of exchanging left and right; 0.5 in all the papers
 * @param verticalFlip probability of exchanging top and bottom; 0, or 0.5 for images without an up and down
 * @param rotation probability of the quarter turn; 0, or 0.5 for images without an up and down
 */
public record Flips(double horizontalFlip, double verticalFlip, double rotation) implements Transform {
    /** The papers': left and right exchanged by 0.5, and nothing else. */
    public static final Flips USUAL = new Flips(0.5, 0, 0);

    /** Checks the probabilities. */
    public Flips {
        Ranges.checkProbability("Flips: horizontalFlip", horizontalFlip);
        Ranges.checkProbability("Flips: verticalFlip", verticalFlip);
        Ranges.checkProbability("Flips: rotation", rotation);
    }

    /** What came out. */
    record Drawn(boolean mirrored, boolean upsideDown, boolean turned) {
        /** What is left to do with an image that has been mirrored already. */
        Pixels finish(Pixels mirroredImage) {
            Pixels seen = upsideDown ? Geometry.flipVertically(mirroredImage) : mirroredImage;
            return turned ? Geometry.rotateInFrame(seen, 1) : seen;
        }

        boolean isFinished() {
            return !upsideDown && !turned;
        }
    }

    Drawn draw(Draws draws) {
        boolean mirrored = draws.chance(horizontalFlip);
        boolean upsideDown = verticalFlip > 0 && draws.chance(verticalFlip);
        boolean turned = rotation > 0 && draws.chance(rotation);
        return new Drawn(mirrored, upsideDown, turned);
    }

    @Override
    public Pixels apply(Pixels image, Draws draws) {
        Drawn drawn = draw(draws);
        return drawn.finish(drawn.mirrored ? Geometry.flipHorizontally(image) : image);
    }

    @Override
    public Samples apply(Samples image, Draws draws) {
        Drawn drawn = draw(draws);
        Samples seen = drawn.mirrored ? SampleGeometry.flipHorizontally(image) : image;
        seen = drawn.upsideDown ? SampleGeometry.flipVertically(seen) : seen;
        return drawn.turned ? SampleGeometry.rotateInFrame(seen, 1) : seen;
    }
}
