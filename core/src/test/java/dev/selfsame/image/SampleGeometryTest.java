package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class SampleGeometryTest {
    /** Channels {@code 1 2 3 / 4 5 6} and {@code 7 8 9 / 10 11 12}. */
    private static Samples image() {
        return Samples.of(3, 2, 2, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    }

    private static void assertIs(int width, Samples image, float... expected) {
        assertEquals(width, image.width());
        assertArrayEquals(expected, image.data());
    }

    @Test
    void flips() {
        assertIs(3, SampleGeometry.flipHorizontally(image()), 3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10);
        assertIs(3, SampleGeometry.flipVertically(image()), 4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9);
        assertIs(2, SampleGeometry.transpose(image()), 1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12);
    }

    @Test
    void turnsCounterClockwise() {
        Samples image = image();
        assertSame(image, SampleGeometry.rotate(image, 4));
        assertIs(2, SampleGeometry.rotate(image, 1), 3, 6, 2, 5, 1, 4, 9, 12, 8, 11, 7, 10);
        assertIs(3, SampleGeometry.rotate(image, 2), 6, 5, 4, 3, 2, 1, 12, 11, 10, 9, 8, 7);
        assertIs(2, SampleGeometry.rotate(image, -1), 4, 1, 5, 2, 6, 3, 10, 7, 11, 8, 12, 9);
    }

    @Test
    void everyOrientationIsThatOfPixels() {
        for (int orientation = 1; orientation <= 8; orientation++) {
            Pixels pixels = Patterns.of(5, 3, 4);
            Samples expected = Samples.of(Orientation.apply(pixels, orientation));
            Samples turned = SampleGeometry.upright(Samples.of(pixels), orientation);
            assertEquals(expected.toString(), turned.toString());
            assertArrayEquals(expected.data(), turned.data());
        }
    }
}
