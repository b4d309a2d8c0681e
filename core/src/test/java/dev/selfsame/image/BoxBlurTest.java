package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxBlurTest {
    /** Checksums of Pillow 9.4.0's {@code ImageFilter.GaussianBlur} of the same pattern. */
    @ParameterizedTest
    @CsvSource({
        "32,32,0.1,1928548948",
        "32,32,0.7,2228605166",
        "61,47,1.3,2500517055",
        "61,47,2.0,427189612",
        "40,3,5.5,2883759106",
        "1,30,1.5,103228978",
        "30,1,2.0,1063899290",
        "1,1,1.0,4282505490",
        "5,4,12.0,970263113",
        "90,70,9.25,816010011",
    })
    void equalsPillowToTheBit(int width, int height, double sigma, long crc) {
        assertEquals(crc, Patterns.crc(BoxBlur.gaussian(Patterns.rgb(width, height), sigma)));
    }

    @Test
    void zeroChangesNothing() {
        Pixels image = Patterns.of(13, 9, 4);
        assertArrayEquals(image.data(), BoxBlur.gaussian(image, 0).data());
    }

    @Test
    void channelsDoNotMix() {
        Pixels image = Pixels.blank(9, 9, 2);
        image.data()[(4 * 9 + 4) * 2] = (byte) 255;
        Pixels blurred = BoxBlur.gaussian(image, 1.5);
        for (int i = 1; i < blurred.data().length; i += 2) {
            assertEquals(0, blurred.data()[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, 1e5})
    void otherWidthsAreRefused(double sigma) {
        Pixels image = Patterns.rgb(4, 4);
        assertThrows(IllegalArgumentException.class, () -> BoxBlur.gaussian(image, sigma));
    }
}
