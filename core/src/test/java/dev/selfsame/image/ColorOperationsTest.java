package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColorOperationsTest {
    /** All 16.7 million colours; checksums of torchvision's way through Pillow 9.4.0's HSV. */
    @ParameterizedTest
    @CsvSource({"0,4255640757", "-0.1,3755438926", "0.37,3565115407", "-0.5,3658798571"})
    void hueEqualsPillowForEveryColour(double shift, long crc) {
        Pixels all = Pixels.blank(4096, 4096, 3);
        for (int color = 0; color < 1 << 24; color++) {
            all.data()[3 * color] = (byte) (color >> 16);
            all.data()[3 * color + 1] = (byte) (color >> 8);
            all.data()[3 * color + 2] = (byte) color;
        }
        assertEquals(crc, Patterns.crc(ColorOperations.hue(all, shift)));
    }

    @Test
    void aFactorOfOneChangesNothing() {
        Pixels image = Patterns.rgb(16, 16);
        assertArrayEquals(image.data(), ColorOperations.brightness(image, 1).data());
        assertArrayEquals(image.data(), ColorOperations.contrast(image, 1).data());
        assertArrayEquals(image.data(), ColorOperations.saturation(image, 1).data());
    }

    @Test
    void blendsAreHeldToTheRange() {
        Pixels image = Pixels.of(2, 1, 3, new byte[] {(byte) 200, 100, 0, 10, 20, (byte) 255});
        assertArrayEquals(
                new byte[] {(byte) 255, (byte) 250, 0, 25, 50, (byte) 255},
                ColorOperations.brightness(image, 2.5).data());
        assertArrayEquals(new byte[6], ColorOperations.brightness(image, 0).data());
    }

    @Test
    void brightnessAndSolarizeTakeAnyNumberOfChannels() {
        Pixels image = Pixels.of(1, 1, 5, new byte[] {0, 50, 100, (byte) 150, (byte) 200});
        assertArrayEquals(
                new byte[] {0, 25, 50, 75, 100},
                ColorOperations.brightness(image, 0.5).data());
        assertArrayEquals(
                new byte[] {0, 50, (byte) 155, 105, 55},
                ColorOperations.solarize(image, 100).data());
    }

    @Test
    void theRestRefusesOtherThanRgbByName() {
        Pixels image = Patterns.of(4, 4, 2);
        assertEquals(
                "saturation needs an RGB image of 3 channels, got 2",
                assertThrows(IllegalArgumentException.class, () -> ColorOperations.saturation(image, 1.1))
                        .getMessage());
        for (UnaryOperator<Pixels> operation : List.<UnaryOperator<Pixels>>of(
                p -> ColorOperations.contrast(p, 1.1), p -> ColorOperations.hue(p, 0.1), ColorOperations::grayscale)) {
            assertThrows(IllegalArgumentException.class, () -> operation.apply(image));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void otherFactorsAreRefused(double factor) {
        Pixels image = Patterns.rgb(4, 4);
        assertThrows(IllegalArgumentException.class, () -> ColorOperations.brightness(image, factor));
        assertThrows(IllegalArgumentException.class, () -> ColorOperations.contrast(image, factor));
        assertThrows(IllegalArgumentException.class, () -> ColorOperations.saturation(image, factor));
        assertThrows(IllegalArgumentException.class, () -> ColorOperations.hue(image, factor * 6));
    }

    @Test
    void otherThresholdsAreRefused() {
        Pixels image = Patterns.rgb(4, 4);
        assertArrayEquals(image.data(), ColorOperations.solarize(image, 256).data());
        assertThrows(IllegalArgumentException.class, () -> ColorOperations.solarize(image, -1));
        assertThrows(IllegalArgumentException.class, () -> ColorOperations.solarize(image, 257));
    }
}
