package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalTest {
    private static final int WIDTH = 43;
    private static final int HEIGHT = 29;

    @Test
    void anImageIsItsOwnOriginal() throws UnreadableImageException {
        Original itself = new Original(5, 3, 1, 0, 0);
        assertEquals(itself, Pixels.blank(5, 3, 3).original());
        assertEquals(itself, Samples.blank(5, 3, 3).original());
        byte[] file = ImageEncoder.jpeg(Patterns.rgb(5, 3), 90);
        assertEquals(itself, ImageDecoder.decode(file).original());
        DecodeOptions full = DecodeOptions.DEFAULT.withExtent(DecodeOptions.Extent.FULL);
        assertEquals(
                itself, ImageDecoder.decode(file, full, (width, height) -> 8).original());
        for (int x = 0; x <= 5; x++) {
            assertEquals(x, itself.column(x));
            assertEquals(x, itself.row(x));
        }
    }

    @Test
    void edgesAreTheNearestOnesOfThePicture() {
        Original original = new Original(17, 15, 8, 0, 1);
        assertTrue(original.isShownIn(3, 2));
        assertFalse(original.isShownIn(2, 2));
        assertFalse(original.isShownIn(3, 3));
        int[] columns = {0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2};
        for (int x = 0; x <= 17; x++) {
            assertEquals(columns[x], original.column(x), "column " + x);
        }
        assertEquals(0, original.row(2));
        assertEquals(1, original.row(3));
        assertEquals(2, original.row(15));
        Original longest = new Original(Integer.MAX_VALUE, 1, 1, 0, 0);
        assertEquals(Integer.MAX_VALUE, longest.column(Integer.MAX_VALUE));
    }

    @Test
    void onlyAPictureOfItsSizeShowsAnImage() {
        Pixels picture = Patterns.rgb(3, 2);
        Original original = new Original(17, 16, 8, 7, 0);
        Pixels shown = picture.showing(original);
        assertSame(picture.data(), shown.data());
        assertEquals(original, shown.original());
        assertEquals(new Original(3, 2, 1, 0, 0), picture.original());
        assertEquals(
                "Pixels[3 x 2, 3 channels] doesn't show Original[width=25, height=16, reduction=8, left=0, top=0]",
                assertThrows(IllegalArgumentException.class, () -> picture.showing(new Original(25, 16, 8, 0, 0)))
                        .getMessage());
        assertEquals(
                "width, height and reduction must be at least 1, got 3, 0 and 2",
                assertThrows(IllegalArgumentException.class, () -> new Original(3, 0, 2, 0, 0))
                        .getMessage());
        assertEquals(
                "left and top must be 0 to 1, got 0 and 2",
                assertThrows(IllegalArgumentException.class, () -> new Original(3, 3, 2, 0, 2))
                        .getMessage());
    }

    /** Also where the rectangle is all of it and nothing is copied. */
    @Test
    void whatIsCutOutIsAnImageOfItsOwn() {
        Pixels picture = Patterns.rgb(3, 2).showing(new Original(24, 16, 8, 0, 0));
        Pixels all = Geometry.crop(picture, 0, 0, 3, 2);
        assertSame(picture.data(), all.data());
        assertEquals(new Original(3, 2, 1, 0, 0), all.original());
        assertEquals(
                new Original(3, 2, 1, 0, 0),
                Resampling.resize(picture, 3, 2, Interpolation.BILINEAR).original());
    }

    /** An even slope, so that a picture that says it lies elsewhere than it does is brighter or darker than it says. */
    private static Pixels slope() {
        Pixels image = Pixels.blank(WIDTH, HEIGHT, 3);
        for (int i = 0; i < image.data().length; i++) {
            image.data()[i] = (byte) (10 + 4 * (i / 3 % WIDTH) + 2 * (i / 3 / WIDTH));
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPictureThatWasTurnedUprightSaysWhereItsPixelsLie(int orientation) throws UnreadableImageException {
        byte[] file = ExifFiles.oriented(ImageEncoder.jpeg(slope(), 98), orientation);
        Pixels whole = ImageDecoder.decode(file);
        assertEquals(orientation >= 5 ? HEIGHT : WIDTH, whole.width());
        for (int times : new int[] {2, 4, 8}) {
            Pixels smaller = ImageDecoder.decode(file, DecodeOptions.DEFAULT, (width, height) -> times);
            Original original = smaller.original();
            assertEquals(whole.width(), original.width());
            assertEquals(whole.height(), original.height());
            assertEquals(times, original.reduction());
            double apart = 0;
            int compared = 0;
            for (int row = 0; row < smaller.height(); row++) {
                for (int column = 0; column < smaller.width(); column++) {
                    int x = column * times - original.left();
                    int y = row * times - original.top();
                    if (x >= 0 && y >= 0 && x + times <= whole.width() && y + times <= whole.height()) {
                        apart += smaller.sample(column, row, 1) - mean(whole, x, y, times);
                        compared++;
                    }
                }
            }
            assertEquals(WIDTH / times * (HEIGHT / times), compared, "pixels that lie inside");
            assertEquals(0, apart / compared, 1, "1/" + times + " of orientation " + orientation);
        }
    }

    private static double mean(Pixels image, int x, int y, int side) {
        double sum = 0;
        for (int i = 0; i < side * side; i++) {
            sum += image.sample(x + i % side, y + i / side, 1);
        }
        return sum / side / side;
    }
}
