package dev.selfsame.image;

import static dev.selfsame.image.Grids.assertDecoded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every depth and colour type of PNG, straight and interlaced, on two grounds. */
class PngKindsTest {
    private static final Rgb GROUND = new Rgb(10, 200, 90);

    @ParameterizedTest
    @CsvSource({"1,0", "2,0", "4,0", "8,0", "16,0", "8,2", "16,2", "8,4", "16,4", "8,6", "16,6"})
    void directColours(int depth, int colorType) throws Exception {
        int channels = new int[] {1, 0, 3, 0, 2, 0, 4}[colorType];
        int full = (1 << depth) - 1;
        int[][] samples = Grids.of(channels, full);
        for (boolean interlaced : new boolean[] {false, true}) {
            byte[] file = new PngFiles(depth, colorType, interlaced).of(samples);
            for (Rgb ground : new Rgb[] {Rgb.WHITE, GROUND}) {
                assertDecoded(Grids.expected(samples, channels, full, ground), file, ground);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,0", "4,0", "8,0", "16,0", "8,2", "16,2"})
    void oneColourIsTransparent(int depth, int colorType) throws Exception {
        int channels = colorType + 1;
        int full = (1 << depth) - 1;
        int[][] samples = Grids.of(channels, full);
        int[] clear = Arrays.copyOfRange(samples[3], 4 * channels, 5 * channels);
        ByteBuffer data = ByteBuffer.allocate(2 * channels);
        Arrays.stream(clear).forEach(sample -> data.putShort((short) sample));
        int[][] withAlpha = new int[samples.length][Grids.WIDTH * (channels + 1)];
        for (int y = 0; y < samples.length; y++) {
            for (int x = 0; x < Grids.WIDTH; x++) {
                int[] pixel = Arrays.copyOfRange(samples[y], x * channels, (x + 1) * channels);
                System.arraycopy(pixel, 0, withAlpha[y], x * (channels + 1), channels);
                withAlpha[y][x * (channels + 1) + channels] = Arrays.equals(pixel, clear) ? 0 : full;
            }
        }
        for (boolean interlaced : new boolean[] {false, true}) {
            byte[] file = new PngFiles(depth, colorType, interlaced)
                    .with("tRNS", data.array())
                    .of(samples);
            assertDecoded(Grids.expected(withAlpha, channels + 1, full, GROUND), file, GROUND);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void palettes(int depth) throws Exception {
        int size = Math.min(200, 1 << depth);
        int[][] indices = Grids.of(1, size - 1);
        int[][] palette = Grids.palette(size);
        ByteArrayOutputStream colors = new ByteArrayOutputStream();
        for (int[] color : palette) {
            Arrays.stream(color).forEach(colors::write);
        }
        byte[] alphas = new byte[size / 2];
        int[][] withAlpha = new int[size][];
        for (int i = 0; i < size; i++) {
            int alpha = i < alphas.length ? i * 50 + 7 & 0xFF : 255;
            if (i < alphas.length) {
                alphas[i] = (byte) alpha;
            }
            withAlpha[i] = new int[] {palette[i][0], palette[i][1], palette[i][2], alpha};
        }
        for (boolean interlaced : new boolean[] {false, true}) {
            PngFiles files = new PngFiles(depth, 3, interlaced).with("PLTE", colors.toByteArray());
            assertDecoded(Grids.expected(indices, palette, GROUND), files.of(indices), GROUND);
            byte[] clear = files.with("tRNS", alphas).of(indices);
            assertDecoded(Grids.expected(indices, withAlpha, GROUND), clear, GROUND);
        }
    }

    /** Colours stay as they are stored, whatever stands beside them. */
    @Test
    void otherChunksChangeNothing() throws Exception {
        int[][] samples = Grids.of(4, 255);
        byte[] file = new PngFiles(8, 6, false)
                .with("gAMA", ByteBuffer.allocate(4).putInt(100_000).array())
                .with("iCCP", "broken".getBytes(StandardCharsets.US_ASCII))
                .with("bKGD", new byte[6])
                .with("sBIT", new byte[] {5, 5, 5, 5})
                .with("zTXt", new byte[] {'a', 0, 0, 1, 2})
                .of(samples);
        assertDecoded(Grids.expected(samples, 4, 255, GROUND), file, GROUND);
    }

    @Test
    void saysWhatIsWrongInTheHeader() {
        assertEquals("the PNG file is damaged: its header says what can't be", reason(new PngFiles(16, 3, false)));
        assertEquals(
                "the PNG file is damaged: a chunk that has to be known is not",
                reason(new PngFiles(8, 0, false).with("CgBX", new byte[4])));
    }

    private static String reason(PngFiles files) {
        byte[] file = files.of(Grids.of(1, 255));
        return assertThrows(UnreadableImageException.class, () -> ImageDecoder.decode(file))
                .getMessage();
    }
}
