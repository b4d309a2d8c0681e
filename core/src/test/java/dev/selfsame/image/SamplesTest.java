package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void liesChannelByChannel() throws UnreadableImageException {
        Samples image = Samples.of(3, 2, 2, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
                .checkFinite();
        assertEquals(6, image.sample(2, 1, 0));
        assertEquals(10, image.sample(0, 1, 1));
        assertEquals(6, image.size());
        assertEquals(48, image.bytes());
        assertEquals("Samples[3 x 2, 2 channels]", image.toString());
        assertThrows(IndexOutOfBoundsException.class, () -> image.sample(0, 2, 0));
    }

    @Test
    void takesTheLevelsOfPixels() {
        Pixels pixels = Pixels.of(2, 1, 3, new byte[] {1, 2, (byte) 200, 4, 5, (byte) 255});
        assertArrayEquals(new float[] {1, 4, 2, 5, 200, 255}, Samples.of(pixels).data());
    }

    @Test
    void wrongSizesAreRefused() {
        assertEquals(
                "an image of 2 x 2 with 3 channels has 12 samples, got 11",
                assertThrows(IllegalArgumentException.class, () -> Samples.of(2, 2, 3, new float[11]))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Samples.blank(2, 0, 3));
        assertThrows(IllegalArgumentException.class, () -> Samples.blank(65_536, 65_536, 1));
    }

    @Test
    void whatIsNoNumberIsRefusedWithItsPlace() {
        float[] data = new float[12];
        data[10] = Float.NaN;
        data[11] = Float.POSITIVE_INFINITY;
        assertEquals(
                "NaN in row 1, column 1 of channel 1, 2 in all: put a number there, such as the channel's mean",
                assertThrows(UnreadableImageException.class, () -> Samples.of(3, 2, 2, data)
                                .checkFinite())
                        .getMessage());
        data[0] = Float.NEGATIVE_INFINITY;
        assertEquals(
                "an infinite sample in row 0, column 0 of channel 0, 3 in all: put a number there, such as the channel's"
                        + " mean",
                assertThrows(UnreadableImageException.class, () -> Samples.of(3, 2, 2, data)
                                .checkFinite())
                        .getMessage());
    }

    @Test
    void moreThanAHundredMillionSamplesAreRefused() throws UnreadableImageException {
        Samples.checkSize(5_000, 5_000, 1, DecodeOptions.DEFAULT);
        Samples.checkSize(500, 500, 64, DecodeOptions.DEFAULT);
        assertEquals(
                "the image is too large: 10000 x 5000 with 3 channels, more than 100000000 samples are not decoded",
                assertThrows(
                                UnreadableImageException.class,
                                () -> Samples.checkSize(10_000, 5_000, 3, DecodeOptions.DEFAULT))
                        .getMessage());
        assertThrows(
                UnreadableImageException.class, () -> Samples.checkSize(1, 1, Long.MAX_VALUE, DecodeOptions.DEFAULT));
    }
}
