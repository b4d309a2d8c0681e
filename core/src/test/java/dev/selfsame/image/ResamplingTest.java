package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplingTest {
    /** Checksums of Pillow 9.4.0's {@code Image.resize} of the same pattern. */
    @ParameterizedTest
    @CsvSource({
        "61,47,32,32,BILINEAR,4218023680",
        "61,47,32,32,BICUBIC,3642341846",
        "61,47,13,90,BILINEAR,2367597149",
        "61,47,13,90,BICUBIC,664876287",
        "200,150,224,224,BILINEAR,458528156",
        "200,150,224,224,BICUBIC,4071983142",
        "300,20,7,3,BILINEAR,1780983190",
        "300,20,7,3,BICUBIC,1072365080",
        "1,50,9,9,BILINEAR,3914337748",
        "1,50,9,9,BICUBIC,3123303794",
        "50,1,16,16,BILINEAR,3725584845",
        "50,1,16,16,BICUBIC,3253954913",
        "2,2,31,17,BILINEAR,3683576915",
        "2,2,31,17,BICUBIC,3270937108",
        "64,64,63,64,BILINEAR,322338460",
        "64,64,63,64,BICUBIC,445550302",
        "64,64,64,20,BILINEAR,573651945",
        "64,64,64,20,BICUBIC,2381275192",
        "1,1,5,4,BILINEAR,68323592",
        "1,1,5,4,BICUBIC,68323592",
    })
    void equalsPillowToTheBit(int width, int height, int newWidth, int newHeight, Interpolation how, long crc) {
        Pixels image = Patterns.rgb(width, height);
        Pixels result = JavaResampling.resized(Crop.whole(image, newWidth, newHeight, how));
        assertEquals("Pixels[" + newWidth + " x " + newHeight + ", 3 channels]", result.toString());
        assertEquals(crc, Patterns.crc(result));
    }

    /** All sizes that are resized in Java, and some of the others. */
    @ParameterizedTest
    @CsvSource({
        "61,47,32,32",
        "100,100,60,60",
        "200,150,224,224",
        "500,375,224,224",
        "224,224,500,375",
        "1000,3,7,2500",
        "2,9000,90,2",
        "640,480,641,479"
    })
    void largeImagesAreOneLevelOffAtMost(int width, int height, int newWidth, int newHeight) {
        Pixels image = Patterns.rgb(width, height);
        for (Interpolation how : Interpolation.values()) {
            Pixels exact = JavaResampling.resized(Crop.whole(image, newWidth, newHeight, how));
            byte[] result = Resampling.resize(image, newWidth, newHeight, how).data();
            boolean large = NativeResampling.pays(Crop.whole(image, newWidth, newHeight, how));
            for (int i = 0; i < result.length; i++) {
                int off = Math.abs((result[i] & 0xFF) - (exact.data()[i] & 0xFF));
                assertTrue(off <= (large ? 1 : 0), "sample " + i + " is off by " + off + ", " + how);
            }
        }
    }

    /** What the two doors and the two ways to cut say of one and the same rectangle. */
    @ParameterizedTest
    @EnumSource
    void largeImagesComeOutAlike(Interpolation how) {
        Pixels image = Patterns.rgb(300, 260);
        Pixels crop = Resampling.resizedCrop(image, 31, 17, 201, 230, 224, 200, how);
        assertArrayEquals(
                Resampling.resize(Geometry.crop(image, 31, 17, 201, 230), 224, 200, how)
                        .data(),
                crop.data());
        for (boolean flip : new boolean[] {false, true}) {
            try (Planes planes = Resampling.resizedCrop(image, 31, 17, 201, 230, 224, 200, how, flip)) {
                Pixels expected = flip ? Geometry.flipHorizontally(crop) : crop;
                assertArrayEquals(expected.data(), planes.toPixels().data());
            }
        }
        assertArrayEquals(
                Geometry.crop(Resampling.resize(image, 200, 180, how), 3, 4, 150, 160)
                        .data(),
                Resampling.cropOfResized(image, 200, 180, 3, 4, 150, 160, how).data());
    }

    @ParameterizedTest
    @EnumSource
    void channelsDoNotMix(Interpolation how) {
        Pixels image = Patterns.of(23, 17, 5);
        Pixels result = Resampling.resize(image, 9, 30, how);
        for (int channel = 0; channel < 5; channel++) {
            Pixels alone = Resampling.resize(channel(image, channel), 9, 30, how);
            assertArrayEquals(alone.data(), channel(result, channel).data());
        }
    }

    private static Pixels channel(Pixels image, int channel) {
        Pixels result = Pixels.blank(image.width(), image.height(), 1);
        for (int i = 0; i < result.data().length; i++) {
            result.data()[i] = image.data()[i * image.channels() + channel];
        }
        return result;
    }

    @ParameterizedTest
    @EnumSource
    void aCropIsCutOutBeforeItIsResized(Interpolation how) {
        Pixels image = Patterns.rgb(40, 30);
        Pixels expected = Resampling.resize(Geometry.crop(image, 5, 7, 21, 13), 8, 24, how);
        assertArrayEquals(
                expected.data(),
                Resampling.resizedCrop(image, 5, 7, 21, 13, 8, 24, how).data());
    }

    @ParameterizedTest
    @EnumSource
    void aCropOfTheResizedImageIsCutOutAfterwards(Interpolation how) {
        Pixels image = Patterns.rgb(40, 30);
        for (int[] size : new int[][] {{80, 60}, {20, 15}, {40, 17}, {33, 30}, {40, 30}}) {
            Pixels expected = Geometry.crop(Resampling.resize(image, size[0], size[1], how), 3, 4, 11, 9);
            Pixels actual = Resampling.cropOfResized(image, size[0], size[1], 3, 4, 11, 9, how);
            assertArrayEquals(expected.data(), actual.data(), Arrays.toString(size));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEvenImageStaysEven(Interpolation how) {
        for (int level : new int[] {0, 1, 127, 254, 255}) {
            for (int scale : new int[] {1, 16}) {
                Pixels image = Pixels.blank(37 * scale, 11 * scale, 3);
                Arrays.fill(image.data(), (byte) level);
                for (byte sample :
                        Resampling.resize(image, 16 * scale, 29 * scale, how).data()) {
                    assertEquals(level, sample & 0xFF);
                }
            }
        }
    }

    @Test
    void anImageOfTheRightSizeIsReturnedItself() {
        Pixels image = Patterns.rgb(8, 8);
        assertSame(image, Resampling.resize(image, 8, 8, Interpolation.BICUBIC));
    }

    @Test
    void aSizeOfZeroIsRefused() {
        Pixels image = Patterns.rgb(8, 8);
        assertEquals(
                "the new size must be at least 1, got 4 x 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Resampling.resize(image, 4, 0, Interpolation.BILINEAR))
                        .getMessage());
    }
}
