package dev.selfsame.image;

import static dev.selfsame.image.Grids.assertDecoded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The usual kinds of BMP: palettes, run lengths, 16 bits, masks, alpha, the old header and the long ones. */
class BmpKindsTest {
    private static final Rgb GROUND = new Rgb(10, 200, 90);
    private static final int OLD = 12;
    private static final int USUAL = 40;
    private static final int LONG = 124;
    private static final int[] NO_MASKS = {};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void palettes(int bits) throws Exception {
        int[][] palette = Grids.palette(1 << bits);
        int[][] indices = Grids.of(1, (1 << bits) - 1);
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int y = Grids.HEIGHT - 1; y >= 0; y--) {
            write(rows, PngFiles.packed(indices[y], bits));
        }
        Pixels expected = Grids.expected(indices, palette, GROUND);
        assertDecoded(expected, file(USUAL, bits, 0, NO_MASKS, palette, rows.toByteArray()), GROUND);
        assertDecoded(expected, file(OLD, bits, 0, NO_MASKS, palette, rows.toByteArray()), GROUND);
    }

    @Test
    void threeBytesAPixel() throws Exception {
        int[][] samples = Grids.of(3, 255);
        byte[] rows = words(samples, 3, new int[] {0xFF0000, 0xFF00, 0xFF}, 24);
        Pixels expected = Grids.expected(samples, 3, 255, GROUND);
        for (int header : new int[] {OLD, USUAL, 64, 108, LONG}) {
            assertDecoded(expected, file(header, 24, 0, NO_MASKS, new int[0][], rows), GROUND);
        }
    }

    @Test
    void fromTheTopDown() throws Exception {
        int[][] samples = Grids.of(3, 255);
        int[][] upsideDown = new int[Grids.HEIGHT][];
        for (int y = 0; y < Grids.HEIGHT; y++) {
            upsideDown[y] = samples[Grids.HEIGHT - 1 - y];
        }
        byte[] rows = words(upsideDown, 3, new int[] {0xFF0000, 0xFF00, 0xFF}, 24);
        byte[] file = file(USUAL, 24, 0, NO_MASKS, new int[0][], rows);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(22, -Grids.HEIGHT);
        assertDecoded(Grids.expected(samples, 3, 255, GROUND), file, GROUND);
    }

    @Test
    void sixteenBits() throws Exception {
        int[][] five = Grids.of(3, 31);
        Pixels expected = Grids.expected(five, 3, 31, GROUND);
        int[] masks = {0x7C00, 0x3E0, 0x1F};
        assertDecoded(expected, file(USUAL, 16, 0, NO_MASKS, new int[0][], words(five, 3, masks, 16)), GROUND);
        assertDecoded(expected, file(USUAL, 16, 3, masks, new int[0][], words(five, 3, masks, 16)), GROUND);
    }

    @Test
    void thirtyTwoBits() throws Exception {
        int[][] rgb = Grids.of(3, 255);
        int[] masks = {0xFF0000, 0xFF00, 0xFF};
        Pixels opaque = Grids.expected(rgb, 3, 255, GROUND);
        assertDecoded(opaque, file(USUAL, 32, 0, NO_MASKS, new int[0][], words(rgb, 3, masks, 32)), GROUND);
        assertDecoded(opaque, file(USUAL, 32, 3, masks, new int[0][], words(rgb, 3, masks, 32)), GROUND);
        int[][] rgba = Grids.of(4, 255);
        int[] withAlpha = {0xFF0000, 0xFF00, 0xFF, 0xFF000000};
        byte[] words = words(rgba, 4, withAlpha, 32);
        Pixels onGround = Grids.expected(rgba, 4, 255, GROUND);
        assertDecoded(onGround, file(108, 32, 3, withAlpha, new int[0][], words), GROUND);
        assertDecoded(onGround, file(LONG, 32, 3, withAlpha, new int[0][], words), GROUND);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void runLengths(int bits) throws Exception {
        int[][] palette = Grids.palette(1 << bits);
        int[][] indices = new int[Grids.HEIGHT][Grids.WIDTH];
        ByteArrayOutputStream runs = new ByteArrayOutputStream();
        for (int y = Grids.HEIGHT - 1; y >= 0; y--) {
            int split = y + 1;
            Arrays.fill(indices[y], 0, split, y % 5);
            runs.writeBytes(new byte[] {(byte) split, (byte) (y % 5 * (bits == 4 ? 17 : 1))});
            if (split < Grids.WIDTH) {
                Arrays.fill(indices[y], split, Grids.WIDTH, 9);
                runs.writeBytes(new byte[] {(byte) (Grids.WIDTH - split), (byte) (bits == 4 ? 0x99 : 9)});
            }
            runs.writeBytes(new byte[] {0, (byte) (y == 0 ? 1 : 0)});
        }
        byte[] file = file(USUAL, bits, bits == 4 ? 2 : 1, NO_MASKS, palette, runs.toByteArray());
        assertDecoded(Grids.expected(indices, palette, GROUND), file, GROUND);
        assertEquals("the BMP file is cut off", reason(Arrays.copyOf(file, file.length - 20)));
    }

    @Test
    void takesNoMemoryBecauseAHeaderClaimsIt() {
        byte[] file = file(USUAL, 24, 0, NO_MASKS, new int[0][], new byte[1000]);
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(18, 9000).putInt(22, -9000);
        assertEquals("the BMP file is cut off", reason(file));
        header.putInt(18, Integer.MAX_VALUE).putInt(22, Integer.MIN_VALUE);
        assertEquals(
                "the image is too large: 2147483647 x 2147483648, more than 100000000 pixels are not decoded",
                reason(file));
        byte[] far = file(USUAL, 8, 1, NO_MASKS, Grids.palette(256), new byte[100]);
        ByteBuffer.wrap(far)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(10, Integer.MAX_VALUE)
                .putInt(46, Integer.MAX_VALUE);
        assertEquals("the BMP file is cut off", reason(far)); // the palette would reach to where the pixels begin
        header.putInt(18, Grids.WIDTH).putInt(22, 0);
        assertEquals("the image has no pixels: 13 x 0", reason(file));
    }

    @Test
    void namesACompressionThatIsNotRead() {
        byte[] png = file(USUAL, 24, 5, NO_MASKS, new int[0][], new byte[2000]);
        assertEquals("BMP files of compression 5 are not read", reason(png));
    }

    private static String reason(byte[] file) {
        return assertThrows(UnreadableImageException.class, () -> ImageDecoder.decode(file))
                .getMessage();
    }

    /** Pixels as little-endian words with each sample under its mask, rows from the bottom up. */
    private static byte[] words(int[][] samples, int channels, int[] masks, int bits) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int y = Grids.HEIGHT - 1; y >= 0; y--) {
            ByteArrayOutputStream row = new ByteArrayOutputStream();
            for (int i = 0; i < samples[y].length; i += channels) {
                int word = 0;
                for (int c = 0; c < channels; c++) {
                    word |= samples[y][i + c] << Integer.numberOfTrailingZeros(masks[c]);
                }
                for (int shift = 0; shift < bits; shift += 8) {
                    row.write(word >> shift);
                }
            }
            write(rows, row.toByteArray());
        }
        return rows.toByteArray();
    }

    private static void write(ByteArrayOutputStream rows, byte[] row) {
        rows.writeBytes(Arrays.copyOf(row, (row.length + 3) / 4 * 4));
    }

    /** A file of the usual size with a header of one of the lengths that there are. */
    static byte[] file(int headerLength, int bits, int compression, int[] masks, int[][] palette, byte[] data) {
        ByteBuffer file =
                ByteBuffer.allocate(14 + LONG + 16 + 1024 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').position(14);
        file.putInt(headerLength);
        if (headerLength == OLD) {
            file.putShort((short) Grids.WIDTH).putShort((short) Grids.HEIGHT);
        } else {
            file.putInt(Grids.WIDTH).putInt(Grids.HEIGHT);
        }
        file.putShort((short) 1).putShort((short) bits);
        if (headerLength > OLD) {
            file.putInt(compression).putInt(data.length);
            file.position(14 + USUAL);
            Arrays.stream(masks).forEach(file::putInt);
            file.position(Math.max(14 + headerLength, file.position()));
        }
        for (int[] color : palette) {
            file.put((byte) color[2]).put((byte) color[1]).put((byte) color[0]);
            if (headerLength > OLD) {
                file.put((byte) 0);
            }
        }
        int start = file.position();
        file.put(data);
        return Arrays.copyOf(file.putInt(2, file.position()).putInt(10, start).array(), file.position());
    }
}
