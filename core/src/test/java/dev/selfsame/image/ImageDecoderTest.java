package dev.selfsame.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        // CMYK has no one formula: OpenCV's rounds otherwise than Pillow's; neither has YCbCr but in JPEG files.
        int bound = image.name().startsWith("jpeg_cmyk") || image.name().equals("jpeg_ycck.jpg") ? 2 : 0;
        bound = image.name().matches("ycbcr.tif|jpeg.tif") ? 1 : bound;
        for (int i = 0; i < result.data().length; i++) {
            int difference = (result.data()[i] & 0xFF) - (image.pixels().data()[i] & 0xFF);
            assertTrue(Math.abs(difference) <= bound, "sample " + i + " differs by " + difference);
        }
    }

    static Stream<SmallImages.Expected> photographs() throws IOException {
        return images().stream().filter(image -> image.name().endsWith(".jpg"));
    }

    @ParameterizedTest
    @MethodSource("photographs")
    void givesASmallerJpegWhereThatIsEnough(SmallImages.Expected image) throws UnreadableImageException {
        Pixels whole = image.pixels();
        for (int allowed : new int[] {1, 2, 3, 5, 8, 100}) {
            List<Integer> asked = new ArrayList<>();
            Pixels reduced = ImageDecoder.decode(image.bytes(), DecodeOptions.DEFAULT, (width, height) -> {
                asked.addAll(List.of(width, height));
                return allowed;
            });
            assertEquals(List.of(whole.width(), whole.height()), asked, "the upright size");
            int times = Integer.highestOneBit(Math.min(8, allowed));
            assertEquals((whole.width() + times - 1) / times, reduced.width());
            assertEquals((whole.height() + times - 1) / times, reduced.height());
            // blocks of 8 x 8 pixels, with colours of 16 x 16, are filled up beyond the edge, and count there as a
            // whole
            for (int c = 0; c < 3 && whole.width() >= 16; c++) {
                assertEquals(mean(whole, c), mean(reduced, c), 8);
            }
            assertEquals(quarter(whole, 0) > quarter(whole, 3), quarter(reduced, 0) > quarter(reduced, 3));
        }
        DecodeOptions full = DecodeOptions.DEFAULT.withExtent(DecodeOptions.Extent.FULL);
        Pixels asStored = ImageDecoder.decode(image.bytes(), full, (width, height) -> 8);
        assertEquals(whole.toString(), asStored.toString());
    }

    private static double mean(Pixels image, int channel) {
        double sum = 0;
        for (int i = channel; i < image.data().length; i += 3) {
            sum += image.data()[i] & 0xFF;
        }
        return sum / (image.width() * image.height());
    }

    /** The mean of one quarter: 0 upper left to 3 lower right. */
    private static double quarter(Pixels image, int which) {
        int width = (image.width() + 1) / 2;
        int height = (image.height() + 1) / 2;
        int x = which % 2 * (image.width() - width);
        int y = which / 2 * (image.height() - height);
        Pixels part = Geometry.crop(image, x, y, width, height);
        return mean(part, 0) + mean(part, 1) + mean(part, 2);
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
    void namesTheFormatsThatAreNotRead() {
        Map<String, String> files = Map.of(
                "0000000c6a5020200d0a870a00000014", "JPEG 2000",
                "ff4fff51002f00000000", "JPEG 2000",
                "0000000c4a584c200d0a870a00000014", "JPEG XL",
                "ff0afa1f01914b00", "JPEG XL",
                "4949bc01200000002400", "JPEG XR",
                "3842505300010000", "PSD",
                "000000206674797061766966000000006176", "AVIF",
                "000000186674797068656963000000006d69", "HEIC",
                "00000018667479706d696631000000006d69", "HEIC");
        files.forEach((start, name) -> assertEquals(
                name + " is not read: convert it to JPEG or PNG",
                reason(HexFormat.of().parseHex(start))));
        assertTrue(reason(HexFormat.of().parseHex("000000186674797069736f6d00000200")) // a film
                .startsWith("not an image of a known kind"));
    }

    /** The data of the only frame end too soon, though their blocks and the file are whole. */
    @ParameterizedTest
    @ValueSource(strings = {"palette.gif", "interlaced.gif", "bit.gif", "transparent.gif"})
    void refusesAGifWhoseCompressedDataAreCutOff(String name) {
        byte[] gif = SmallImages.bytes(name);
        int at = 13 + (3 << ((gif[10] & 7) + 1));
        while (gif[at] == 0x21) {
            at += 3 + gif[at + 2] + 1;
        }
        int block = at + 11;
        for (int kept = gif[block] & 0xFF; --kept > 0; ) {
            byte[] shorter = Arrays.copyOf(gif, block + 1 + kept + 2);
            shorter[block] = (byte) kept;
            shorter[shorter.length - 2] = 0;
            shorter[shorter.length - 1] = 0x3B;
            if (kept < (gif[block] & 0xFF) - 2) { // the last codes may be the end of the data and padding
                assertEquals("the GIF file is cut off", reason(shorter));
            }
        }
    }

    @Test
    void refusesAGifWhoseCodesMeanNothing() {
        byte[] gif = SmallImages.bytes("palette.gif");
        int at = 13 + (3 << ((gif[10] & 7) + 1)) + 12;
        gif[at] = (byte) 0xFF;
        gif[at + 1] = (byte) 0xFF;
        assertEquals("the GIF file is damaged: a code stands for nothing", reason(gif));
    }

    @Test
    void takesNoMemoryBecauseAHeaderClaimsIt() {
        byte[] png = resized(SmallImages.bytes("rgb.png"), 9000, 9000);
        assertEquals("the PNG file is cut off", reason(png));
        byte[] jpeg = SmallImages.bytes("jpeg.jpg");
        int frame = new String(jpeg, ISO_8859_1).indexOf("\u00FF\u00C0");
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 9000).putShort(frame + 7, (short) 9000);
        assertEquals("the JPEG file is cut off", reason(jpeg));
        byte[] gif = SmallImages.bytes("palette.gif");
        int at = 13 + (3 << ((gif[10] & 7) + 1));
        ByteBuffer.wrap(gif)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(at + 5, (short) 9000)
                .putShort(at + 7, (short) 9000);
        assertEquals("the GIF file is cut off", reason(gif));
    }

    @Test
    void refusesJpegOfMoreBits() {
        byte[] jpeg = SmallImages.bytes("jpeg.jpg");
        jpeg[new String(jpeg, ISO_8859_1).indexOf("\u00FF\u00C0") + 4] = 12;
        assertEquals("JPEG files of 12 bits a sample are not read", reason(jpeg));
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
