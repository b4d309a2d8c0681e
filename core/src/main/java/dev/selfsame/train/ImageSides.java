package dev.selfsame.train;

import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Reason;
import dev.selfsame.data.SamplePlaces;
import dev.selfsame.image.DecodeOptions;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.Picture;
import dev.selfsame.image.SamplesDecoder;
import dev.selfsame.image.UnreadableImageException;
import java.io.IOException;
import java.util.Arrays;

/** How large images are, by a look at some of them. */
public final class ImageSides {
    private static final int SAMPLE = 64;
    private static final int MOST_TRIES = 16 * SAMPLE;
    private static final int EIGHTH = 8;

    private ImageSides() {}

    /**
     * The shorter sides of up to 64 images, drawn, in pixels, rising.
     *
     * @param channels that images which are taken as they are must have; 0 for RGB
     * @throws RunException if none of the images drawn can be read
     */
    public static int[] shorter(ImageSource images, int channels, DecodeOptions decode) {
        int[] places = SamplePlaces.of(images, SAMPLE, MOST_TRIES);
        int[] sides = new int[SAMPLE];
        int found = 0;
        String failure = "";
        for (int i = 0; i < places.length && found < SAMPLE; i++) {
            try {
                sides[found] = channels == 0
                        ? ofFile(images, places[i], decode)
                        : shorter(SamplesDecoder.decode(images.read(places[i]), channels, decode));
                found++;
            } catch (IOException | UnreadableImageException e) {
                failure = images.name(places[i]) + ": " + Reason.of(e);
            }
        }
        if (found == 0) {
            throw new RunException("none of " + (places.length < images.size() ? places.length + " of " : "")
                    + "the images can be read (" + failure + "): " + images.describe());
        }
        int[] rising = Arrays.copyOf(sides, found);
        Arrays.sort(rising);
        return rising;
    }

    /** A JPEG file is decoded at an eighth of its size, which is the quickest way to see that it can be. */
    private static int ofFile(ImageSource images, int place, DecodeOptions decode)
            throws IOException, UnreadableImageException {
        Picture held = images.pixels(place, decode);
        if (held != null) {
            return shorter(held);
        }
        int[] stored = {0};
        Picture decoded = ImageDecoder.decode(images.read(place), decode, (width, height) -> {
            stored[0] = Math.min(width, height);
            return EIGHTH;
        });
        return stored[0] > 0 ? stored[0] : shorter(decoded);
    }

    private static int shorter(Picture image) {
        return Math.min(image.width(), image.height());
    }
}
