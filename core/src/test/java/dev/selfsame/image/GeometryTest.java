package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeometryTest {
    private static void assertSameImage(Pixels expected, Pixels actual) {
        assertEquals(expected.toString(), actual.toString());
        assertArrayEquals(expected.data(), actual.data());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void aCropHoldsThePixelsOfItsRectangle(int channels) {
        Pixels image = Patterns.of(9, 7, channels);
        Pixels crop = Geometry.crop(image, 2, 3, 4, 2);
        assertEquals("Pixels[4 x 2, " + channels + " channels]", crop.toString());
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < 2; y++) {
                for (int x = 0; x < 4; x++) {
                    assertEquals(image.sample(x + 2, y + 3, c), crop.sample(x, y, c));
                }
            }
        }
        assertSame(image, Geometry.crop(image, 0, 0, 9, 7));
    }

    @Test
    void aCropOutsideTheImageIsRefused() {
        Pixels image = Patterns.rgb(9, 7);
        int[][] wrong = {
            {-1, 0, 2, 2}, {0, -1, 2, 2}, {8, 0, 2, 2}, {0, 6, 2, 2}, {0, 0, 0, 2}, {0, 0, 2, Integer.MAX_VALUE}
        };
        for (int[] r : wrong) {
            assertThrows(IllegalArgumentException.class, () -> Geometry.crop(image, r[0], r[1], r[2], r[3]));
        }
        assertEquals(
                "the rectangle of 2 x 2 at (8, 0) does not lie inside an image of 9 x 7",
                assertThrows(IllegalArgumentException.class, () -> Geometry.crop(image, 8, 0, 2, 2))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void turnsAndFlipsUndoEachOther(int channels) {
        Pixels image = Patterns.of(5, 8, channels);
        assertSameImage(image, Geometry.flipHorizontally(Geometry.flipHorizontally(image)));
        assertSameImage(image, Geometry.flipVertically(Geometry.flipVertically(image)));
        assertSameImage(image, Geometry.transpose(Geometry.transpose(image)));
        assertSameImage(image, Geometry.rotate(Geometry.rotate(image, 1), -1));
        assertSameImage(Geometry.rotate(image, 2), Geometry.rotate(Geometry.rotate(image, 1), 1));
        assertSameImage(Geometry.rotate(image, 3), Geometry.rotate(image, -1));
    }

    @Test
    void aTurnIsCounterClockwise() {
        Pixels image = Pixels.of(3, 2, 1, new byte[] {1, 2, 3, 4, 5, 6});
        assertSameImage(Pixels.of(2, 3, 1, new byte[] {3, 6, 2, 5, 1, 4}), Geometry.rotate(image, 1));
    }

    @Test
    void aTurnInTheFrameCutsOffWhatLeavesIt() {
        Pixels image = Pixels.of(4, 2, 1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertSameImage(Pixels.of(4, 2, 1, new byte[] {0, 3, 7, 0, 0, 2, 6, 0}), Geometry.rotateInFrame(image, 1));
        assertSameImage(Pixels.of(4, 2, 1, new byte[] {0, 6, 2, 0, 0, 7, 3, 0}), Geometry.rotateInFrame(image, 3));
        assertSameImage(Geometry.rotate(image, 2), Geometry.rotateInFrame(image, 2));
    }

    /** Of Pillow 13.0: {@code Image.fromarray(numpy.arange(35).reshape(5, 7)).rotate(degrees)}. */
    @ParameterizedTest
    @CsvSource({
        "30, 0 0 3 4 12 13 0 1 2 10 11 18 19 27 7 8 16 17 25 26 34 7 15 16 24 24 32 33 0 21 22 30 31 0 0",
        "-17.3, 7 7 1 2 3 0 0 14 15 9 10 11 5 6 21 22 16 17 18 12 13 28 29 23 24 25 19 20 0 0 31 32 33 27 27",
        "123, 13 13 19 26 32 0 0 5 12 18 25 24 31 0 0 4 11 17 23 30 0 0 3 10 9 16 22 29 0 0 2 8 15 21 21"
    })
    void anyAngleIsThatOfPillow(double degrees, String expected) {
        byte[] pixels = new byte[35];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        byte[] turned =
                Geometry.rotateByDegrees(Pixels.of(7, 5, 1, pixels), degrees).data();
        assertEquals(
                expected,
                IntStream.range(0, turned.length)
                        .mapToObj(i -> Byte.toString(turned[i]))
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void aTurnByAnyAngleTakesTheNearestPixel() {
        Pixels image = Pixels.of(3, 3, 1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        // by an eighth of a turn each pixel of the rim moves on by one
        assertSameImage(
                Pixels.of(3, 3, 1, new byte[] {2, 3, 6, 1, 5, 9, 4, 7, 8}), Geometry.rotateByDegrees(image, 45));
        assertSameImage(image, Geometry.rotateByDegrees(image, 0));
        assertSameImage(Geometry.rotate(image, 1), Geometry.rotateByDegrees(image, 90.001));
        assertSameImage(Geometry.rotate(image, -1), Geometry.rotateByDegrees(image, -89.999));
        Pixels wide = Pixels.of(4, 2, 1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertSameImage(Geometry.rotateInFrame(wide, 1), Geometry.rotateByDegrees(wide, 89.99));
    }

    @Test
    void anEighthOfATurnTakesTheNearestPixels() {
        Pixels image = Pixels.of(3, 3, 1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        assertSameImage(
                Pixels.of(3, 3, 1, new byte[] {2, 3, 6, 1, 5, 9, 4, 7, 8}), Geometry.rotateByDegrees(image, 45));
        assertSameImage(Geometry.rotateByDegrees(image, -315), Geometry.rotateByDegrees(image, 45));
        assertThrows(IllegalArgumentException.class, () -> Geometry.rotateByDegrees(image, Double.NaN));
    }

    /** A hair beside a quarter of a turn the general way gives what the quarter does, which Pillow's own images are held against. */
    @ParameterizedTest
    @CsvSource({"4, 3", "5, 2", "7, 7", "2, 9"})
    void turnsByDegreesMeetTheQuarters(int width, int height) {
        Pixels image = Patterns.rgb(width, height);
        for (int turns = -3; turns <= 4; turns++) {
            assertSameImage(Geometry.rotateInFrame(image, turns), Geometry.rotateByDegrees(image, 90 * turns));
            assertSameImage(Geometry.rotateInFrame(image, turns), Geometry.rotateByDegrees(image, 90 * turns + 1e-9));
        }
    }

    @Test
    void aSmallImageIsCenteredOnBlack() {
        Pixels image = Pixels.of(1, 2, 1, new byte[] {1, 2});
        assertSameImage(Pixels.of(3, 3, 1, new byte[] {0, 1, 0, 0, 2, 0, 0, 0, 0}), Geometry.centerCrop(image, 3, 3));
    }
}
