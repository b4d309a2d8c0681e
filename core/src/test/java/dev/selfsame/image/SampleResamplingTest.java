package dev.selfsame.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SampleResamplingTest {
    private static long crc(Samples image) {
        ByteBuffer bytes = ByteBuffer.allocate(image.data().length * Float.BYTES);
        bytes.asFloatBuffer().put(image.data());
        CRC32 crc = new CRC32();
        crc.update(bytes.array());
        return crc.getValue();
    }

    /** Checksums of Pillow 13.0.0's {@code Image.resize} of the same pattern, each channel in mode F. */
    @ParameterizedTest
    @CsvSource({
        "61,47,32,32,BILINEAR,1150382618",
        "61,47,32,32,BICUBIC,2727500049",
        "61,47,13,90,BILINEAR,1565217893",
        "61,47,13,90,BICUBIC,489291116",
        "200,150,224,224,BILINEAR,1777358625",
        "200,150,224,224,BICUBIC,1498391599",
        "300,20,7,3,BILINEAR,2569451019",
        "300,20,7,3,BICUBIC,2754218040",
        "1,50,9,9,BILINEAR,1845374045",
        "1,50,9,9,BICUBIC,3166921774",
        "50,1,16,16,BILINEAR,3641408193",
        "50,1,16,16,BICUBIC,362553807",
        "64,64,63,64,BILINEAR,3388040003",
        "64,64,63,64,BICUBIC,3065913320",
        "64,64,64,20,BILINEAR,1806520676",
        "64,64,64,20,BICUBIC,3249290306",
        "1,1,5,4,BILINEAR,128238228",
        "1,1,5,4,BICUBIC,128238228",
    })
    void equalsPillowsFloatsToTheBit(
            int width, int height, int newWidth, int newHeight, Interpolation how, long expected) {
        Samples result = SampleResampling.resize(ChannelFiles.pattern(width, height, 2), newWidth, newHeight, how);
        assertEquals("Samples[" + newWidth + " x " + newHeight + ", 2 channels]", result.toString());
        assertEquals(expected, crc(result));
    }

    /** The same of the pattern's rectangle of 40 x 30 at (11, 5), cut out before. */
    @ParameterizedTest
    @CsvSource({"BILINEAR,2380602897", "BICUBIC,2599578277"})
    void aCropSeesNothingOfWhatLiesAroundIt(Interpolation how, long expected) {
        Samples image = ChannelFiles.pattern(61, 47, 2);
        assertEquals(expected, crc(SampleResampling.resizedCrop(image, 11, 5, 40, 30, 16, 16, how)));
    }

    @ParameterizedTest
    @EnumSource
    void aCropOfTheResizedIsThat(Interpolation how) {
        Samples image = ChannelFiles.pattern(61, 47, 3);
        for (int[] size : new int[][] {{30, 30}, {61, 90}, {90, 47}, {61, 47}}) {
            Samples whole = SampleResampling.resize(image, size[0], size[1], how);
            Samples part = SampleResampling.cropOfResized(image, size[0], size[1], 9, 4, 16, 20, how);
            for (int c = 0; c < 3; c++) {
                for (int y = 0; y < 20; y++) {
                    for (int x = 0; x < 16; x++) {
                        assertEquals(whole.sample(9 + x, 4 + y, c), part.sample(x, y, c));
                    }
                }
            }
        }
    }

    @Test
    void theWholeAtItsOwnSizeIsItself() {
        Samples image = ChannelFiles.pattern(9, 7, 2);
        assertArrayEquals(
                image.data(),
                SampleResampling.resize(image, 9, 7, Interpolation.BICUBIC).data());
    }

    @Test
    void aRectangleThatLeavesTheImageIsRefused() {
        Samples image = ChannelFiles.pattern(9, 7, 2);
        assertThrows(
                IllegalArgumentException.class,
                () -> SampleResampling.resizedCrop(image, 5, 0, 5, 7, 4, 4, Interpolation.BILINEAR));
    }
}
