package dev.selfsame.curate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.image.ColorOperations;
import dev.selfsame.image.Geometry;
import dev.selfsame.image.ImageDecoder;
import dev.selfsame.image.ImageEncoder;
import dev.selfsame.image.Interpolation;
import dev.selfsame.image.Pixels;
import dev.selfsame.image.Resampling;
import dev.selfsame.image.UnreadableImageException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThumbnailTest {
    /** A sky that gets darker downwards, the same in all, and details of its own. */
    private static Pixels picture(long seed) {
        Random random = new Random(seed);
        Pixels spots = Pixels.blank(20, 15, 3);
        random.nextBytes(spots.data());
        Pixels picture = Resampling.resize(spots, 200, 150, Interpolation.BILINEAR);
        for (int y = 0; y < 150; y++) {
            for (int i = y * 600; i < (y + 1) * 600; i++) {
                picture.data()[i] = (byte) (200 - y + ((picture.data()[i] & 0xFF) - 128) / 4);
            }
        }
        return picture;
    }

    private static double similarity(Pixels one, Pixels other) {
        double similarity = Thumbnail.of(one).similarity(Thumbnail.of(other));
        assertEquals(similarity, Thumbnail.of(other).similarity(Thumbnail.of(one)), 1e-9, "both ways");
        return similarity;
    }

    @Test
    void copiesAreAlike() throws UnreadableImageException {
        for (int seed = 0; seed < 20; seed++) {
            Pixels image = picture(seed);
            assertEquals(1, similarity(image, image), 1e-9);
            assertTrue(similarity(image, ImageDecoder.decode(ImageEncoder.jpeg(image, 50))) > 0.9);
            assertTrue(similarity(image, Resampling.resize(image, 90, 70, Interpolation.BILINEAR)) > 0.9);
            assertTrue(similarity(image, ColorOperations.brightness(image, 0.6)) > 0.9);
            assertTrue(similarity(image, Geometry.flipHorizontally(image)) > 0.99);
            assertTrue(similarity(image, Geometry.flipVertically(image)) > 0.99);
            for (int turns = 1; turns < 4; turns++) {
                assertTrue(similarity(image, Geometry.rotate(image, turns)) > 0.97);
                assertTrue(similarity(image, Geometry.flipVertically(Geometry.rotate(image, turns))) > 0.97);
            }
        }
    }

    @Test
    void picturesOfOneLightAreNot() {
        for (int seed = 0; seed < 20; seed++) {
            assertTrue(similarity(picture(seed), picture(seed + 100)) < 0.6);
        }
    }

    @Test
    void imagesOfOneColourAreComparedByIt() {
        assertEquals(1, similarity(plain(100, 20, 30), plain(100, 20, 30)));
        assertTrue(similarity(plain(100, 20, 30), plain(102, 21, 29)) > 0.9);
        assertEquals(0, similarity(plain(100, 20, 30), plain(30, 20, 100)));
        assertEquals(0, similarity(plain(100, 20, 30), picture(1)));
    }

    private static Pixels plain(int red, int green, int blue) {
        Pixels plain = Pixels.blank(50, 40, 3);
        for (int i = 0; i < plain.data().length; i += 3) {
            plain.data()[i] = (byte) red;
            plain.data()[i + 1] = (byte) green;
            plain.data()[i + 2] = (byte) blue;
        }
        return plain;
    }
}
