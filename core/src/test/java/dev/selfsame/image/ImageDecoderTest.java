package dev.selfsame.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    static List<SmallImages.Expected> images() throws IOException {
        return SmallImages.all();
    }

    private static String reason(byte[] bytes) {
        return assertThrows(UnreadableImageException.class, () -> ImageDecoder.decode(bytes))
                .getMessage();
    }

    @ParameterizedTest
    @MethodSource("images")
    void readsWhatPillowReads(SmallImages.Expected image) throws UnreadableImageException {
        Pixels result = ImageDecoder.decode(image.bytes());
        assertEquals(image.pixels().toString(), result.toString());
        // CMYK has no one formula: OpenCV's rounds otherwise than Pillow's
        int bound = image.name().equals("jpeg_cmyk.jpg") ? 2 : 0;
        for (int i = 0; i < result.data().length; i++) {
            int difference = (result.data()[i] & 0xFF) - (image.pixels().data()[i] & 0xFF);
            assertTrue(Math.abs(difference) <= bound, "sample " + i + " differs by " + difference);
        }
    }

    /** Nothing of a file may be missing up to the end of its first picture's data. */
    @ParameterizedTest
    @MethodSource("images")
    void refusesAFileThatIsCutOff(SmallImages.Expected image) {
        byte[] bytes = image.bytes();
        boolean wholeEndMatters = image.name().matches(".*\\.(jpg|png|webp)");
        boolean several = image.name().matches("animated.gif|pages.tif");
        int longest = wholeEndMatters ? bytes.length - 1 : bytes.length / (several ? 4 : 2);
        for (int length = longest; length > 2; length = length * 9 / 10) {
            byte[] part = Arrays.copyOf(bytes, length);
            String reason = reason(part);
            assertTrue(reason.contains("cut off") || length < 20, length + " bytes: " + reason);
        }
    }

    @Test
    void saysPlainlyWhatIsWrong() {
        assertEquals("the file is empty", reason(new byte[0]));
        String kinds = " (JPEG, PNG, WebP, GIF, BMP, TIFF and PNM are read)";
        assertEquals("text, not an image" + kinds, reason("<html>not found</html>\n".getBytes(UTF_8)));
        assertEquals("not an image of a known kind" + kinds, reason(new byte[] {1, 2, 3, 0, 5, 6, 7}));
        assertEquals("not an image of a known kind" + kinds, reason(new byte[] {(byte) 0xFF}));
    }

    @Test
    void refusesABombByItsSize() {
        byte[] gif = SmallImages.bytes("palette.gif");
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) 60_000)
                .putShort(8, (short) 60_000);
        assertEquals("the image is too large: 60000 x 60000, more than 100000000 pixels are not decoded", reason(gif));
        byte[] bmp = SmallImages.bytes("rgb.bmp");
        ByteBuffer.wrap(bmp)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(18, 1_000_000)
                .putInt(22, 1_000_000);
        assertEquals(
                "the image is too large: 1000000 x 1000000, more than 100000000 pixels are not decoded", reason(bmp));
        assertEquals(
                "the image is too large: 2147483647 x 1, more than 100000000 pixels are not decoded",
                reason(resized(SmallImages.bytes("rgb.png"), Integer.MAX_VALUE, 1)));
    }

    @Test
    void refusesAnImageOfNoPixels() {
        assertEquals("the image has no pixels: 0 x 4", reason(resized(SmallImages.bytes("rgb.png"), 0, 4)));
        byte[] gif = SmallImages.bytes("palette.gif");
        ByteBuffer.wrap(gif).putShort(8, (short) 0);
        assertEquals("the image has no pixels: 6 x 0", reason(gif));
    }

    /** A PNG file with another size in its header. */
    private static byte[] resized(byte[] png, int width, int height) {
        CRC32 crc = new CRC32();
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        return png;
    }

    @Test
    void refusesADamagedChunk() {
        byte[] png = SmallImages.bytes("rgb.png");
        png[45] ^= 1;
        assertEquals("the PNG file is damaged: a chunk's checksum is wrong", reason(png));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg.jpg", "rgb.png", "lossless.webp", "palette.gif", "rgb.bmp", "rgb.ppm"})
    void bytesAfterTheEndDoNotMatter(String name) throws Exception {
        byte[] bytes = SmallImages.bytes(name);
        Pixels longer = ImageDecoder.decode(Arrays.copyOf(bytes, bytes.length + 100));
        assertEquals(Patterns.crc(ImageDecoder.decode(bytes)), Patterns.crc(longer));
    }
}
