package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColorMatrixTest {
    private static final Pixels IMAGE = Patterns.rgb(61, 47);

    private static Pixels mixed(Pixels image, ColorMatrix matrix) {
        try (Planes planes = Planes.of(image)) {
            planes.mix(matrix);
            return planes.toPixels();
        }
    }

    private static double luma(Pixels image, int x, int y) {
        return 0.299 * image.sample(x, y, 0) + 0.587 * image.sample(x, y, 1) + 0.114 * image.sample(x, y, 2);
    }

    private static double[] means(Pixels image) {
        try (Planes planes = Planes.of(image)) {
            return planes.means();
        }
    }

    private static void assertClose(Pixels expected, Pixels actual, int levels) {
        for (int i = 0; i < expected.data().length; i++) {
            int off = Math.abs((expected.data()[i] & 0xFF) - (actual.data()[i] & 0xFF));
            assertTrue(off <= levels, "sample " + i + " is off by " + off);
        }
    }

    @Test
    void identityChangesNothing() {
        assertArrayEquals(IMAGE.data(), mixed(IMAGE, ColorMatrix.identity()).data());
        assertArrayEquals(
                IMAGE.data(), mixed(IMAGE, ColorMatrix.identity().hue(0)).data());
    }

    @Test
    void meansAreThoseOfTheChannels() {
        Pixels image = Pixels.of(2, 1, 3, new byte[] {0, 10, (byte) 255, 1, 30, (byte) 255});
        assertArrayEquals(new double[] {0.5, 20, 255}, means(image));
    }

    /** Blends differ from the exact ones by what those cut off. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1, 1.7})
    void singleBlendsAreTheExactOnesToOneLevel(double factor) {
        ColorMatrix none = ColorMatrix.identity();
        assertClose(ColorOperations.brightness(IMAGE, factor), mixed(IMAGE, none.brightness(factor)), 1);
        assertClose(ColorOperations.contrast(IMAGE, factor), mixed(IMAGE, none.contrast(factor, means(IMAGE))), 1);
        assertClose(ColorOperations.saturation(IMAGE, factor), mixed(IMAGE, none.saturation(factor)), 1);
    }

    @Test
    void contrastGoesByTheMeanOfWhatCameBefore() {
        Pixels dark = ColorOperations.brightness(IMAGE, 0.5);
        Pixels expected = ColorOperations.contrast(dark, 0.25);
        ColorMatrix both = ColorMatrix.identity().brightness(0.5).contrast(0.25, means(IMAGE));
        assertClose(expected, mixed(IMAGE, both), 2);
    }

    /** A third of the circle takes red to a colour with the most of its chroma in green, and the luma stays. */
    @Test
    void hueTurnsTheChromaAndKeepsTheLuma() {
        Pixels soft = ColorOperations.saturation(IMAGE, 0.3); // nothing is cut off
        for (double shift : new double[] {-0.5, -0.2, 0.05, 1 / 3.0}) {
            Pixels turned = mixed(soft, ColorMatrix.identity().hue(shift));
            for (int x = 0; x < soft.width(); x++) {
                boolean inside = true;
                for (int c = 0; c < 3; c++) {
                    inside &= turned.sample(x, 5, c) > 0 && turned.sample(x, 5, c) < 255;
                }
                assertTrue(!inside || Math.abs(luma(soft, x, 5) - luma(turned, x, 5)) <= 0.5, "at " + x);
            }
        }
        Pixels red = Pixels.of(1, 1, 3, new byte[] {(byte) 140, 100, 100});
        Pixels green = mixed(red, ColorMatrix.identity().hue(1 / 3.0));
        assertTrue(green.sample(0, 0, 1) > green.sample(0, 0, 0) && green.sample(0, 0, 1) > green.sample(0, 0, 2));
    }

    @Test
    void turnsAddUpAndGreyStaysGrey() {
        assertClose(
                mixed(IMAGE, ColorMatrix.identity().hue(0.3)),
                mixed(IMAGE, ColorMatrix.identity().hue(0.1).hue(0.2)),
                0);
        Pixels grey = ColorOperations.grayscale(IMAGE);
        assertArrayEquals(
                grey.data(), mixed(grey, ColorMatrix.identity().hue(0.37)).data());
    }

    @Test
    void whatIsFarOutsideIsHeldToTheRange() {
        Pixels image = Pixels.of(2, 1, 3, new byte[] {1, 0, 0, 0, 1, 0});
        ColorMatrix huge = ColorMatrix.identity().brightness(1e30).saturation(1e3);
        Pixels result = mixed(image, huge);
        assertEquals(255, result.sample(0, 0, 0));
        assertEquals(0, result.sample(0, 0, 1));
    }
}
