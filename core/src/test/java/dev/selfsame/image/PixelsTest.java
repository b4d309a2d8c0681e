package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PixelsTest {
    @Test
    void samplesAreUnsignedAndInterleaved() {
        byte[] data = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, (byte) 255};
        Pixels image = Pixels.of(2, 3, 2, data);
        assertSame(data, image.data());
        assertEquals(0, image.sample(0, 0, 0));
        assertEquals(3, image.sample(1, 0, 1));
        assertEquals(4, image.sample(0, 1, 0));
        assertEquals(255, image.sample(1, 2, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> image.sample(2, 0, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> image.sample(0, 3, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> image.sample(0, 0, 2));
    }

    @Test
    void sizesThatDoNotFitAreRefusedInWords() {
        assertEquals(
                "an image of 2 x 2 with 3 channels has 12 samples, got 11",
                assertThrows(IllegalArgumentException.class, () -> Pixels.of(2, 2, 3, new byte[11]))
                        .getMessage());
        assertEquals(
                "width, height and channels must be at least 1, got 0, 2 and 3",
                assertThrows(IllegalArgumentException.class, () -> Pixels.blank(0, 2, 3))
                        .getMessage());
        assertEquals(
                "an image of 50000 x 50000 with 3 channels does not fit into an array",
                assertThrows(IllegalArgumentException.class, () -> Pixels.blank(50_000, 50_000, 3))
                        .getMessage());
    }
}
