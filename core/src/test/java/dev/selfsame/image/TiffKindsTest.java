package dev.selfsame.image;

import static dev.selfsame.image.Grids.assertDecoded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The usual kinds of TIFF in every way to store them; LZW, JPEG and fax are among {@link SmallImages}. */
class TiffKindsTest {
    private static final Rgb GROUND = new Rgb(10, 200, 90);
    private static final ByteOrder[] ORDERS = {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN};
    private static final int RGB = 2;
    private static final int CMYK = 5;

    private static void assertRead(Pixels expected, TiffFiles files, int[][] samples) throws Exception {
        for (ByteOrder order : ORDERS) {
            for (boolean big : new boolean[] {false, true}) {
                assertDecoded(expected, files.in(order, big).of(samples), GROUND);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void stripsTilesAndPlanes(int bits) throws Exception {
        int full = (1 << bits) - 1;
        int[][] samples = Grids.of(3, full);
        Pixels expected = Grids.expected(samples, 3, full, GROUND);
        for (int compression : new int[] {1, 8, 32773}) {
            for (int tile : new int[] {0, 16}) {
                for (boolean planar : new boolean[] {false, true}) {
                    assertRead(expected, TiffFiles.of(bits, 3, RGB).stored(compression, tile, planar), samples);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 12, 16})
    void greyOfAnyDepth(int bits) throws Exception {
        int full = (1 << bits) - 1;
        int[][] samples = Grids.of(1, full);
        assertRead(Grids.expected(samples, 1, full, GROUND), TiffFiles.of(bits, 1, 1), samples);
        int[][] ink = Arrays.stream(samples)
                .map(row -> Arrays.stream(row).map(sample -> full - sample).toArray())
                .toArray(int[][]::new);
        assertRead(Grids.expected(samples, 1, full, GROUND), TiffFiles.of(bits, 1, 0), ink);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void palettes(int bits) throws Exception {
        int size = 1 << bits;
        int[][] palette = Grids.palette(size);
        int[][] indices = Grids.of(1, size - 1);
        int[] map = new int[3 * size];
        for (int i = 0; i < map.length; i++) {
            map[i] = palette[i % size][i / size] * 257;
        }
        assertRead(
                Grids.expected(indices, palette, GROUND),
                TiffFiles.of(bits, 1, 3).with(TiffFiles.COLOR_MAP, map),
                indices);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void alpha(int bits) throws Exception {
        int full = (1 << bits) - 1;
        for (int channels : new int[] {2, 4}) {
            int[][] samples = Grids.of(channels, full);
            TiffFiles files = TiffFiles.of(bits, channels, channels / 2);
            Pixels apart = Grids.expected(samples, channels, full, GROUND);
            assertRead(apart, files.with(TiffFiles.EXTRA_SAMPLES, 2), samples);
            assertRead(apart, files.with(TiffFiles.EXTRA_SAMPLES, 2).stored(8, 0, true), samples);
            if (channels == 4) {
                assertRead(apart, files, samples); // nothing is said of the fourth, and libtiff guesses so
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void alphaThatColoursAreMultipliedBy(int bits) throws Exception {
        int full = (1 << bits) - 1;
        int[][] multiplied = Grids.of(4, full);
        Pixels expected = Pixels.blank(Grids.WIDTH, Grids.HEIGHT, 3);
        int[] levels = {GROUND.red(), GROUND.green(), GROUND.blue()};
        int o = 0;
        for (int[] row : multiplied) {
            for (int i = 0; i < row.length; i += 4) {
                double rest = 1 - row[i + 3] / (double) full;
                for (int c = 0; c < 3; c++) {
                    row[i + c] = (int) ((long) row[i + c] * row[i + 3] / full);
                    expected.data()[o++] = (byte) Math.floor(255.0 * row[i + c] / full + levels[c] * rest + 0.5 + 1e-9);
                }
            }
        }
        assertRead(expected, TiffFiles.of(bits, 4, RGB).with(TiffFiles.EXTRA_SAMPLES, 1), multiplied);
    }

    @Test
    void aFourthSampleThatIsNoAlpha() throws Exception {
        int[][] samples = Grids.of(4, 255);
        int[][] colors = new int[Grids.HEIGHT][3 * Grids.WIDTH];
        for (int y = 0; y < Grids.HEIGHT; y++) {
            for (int i = 0; i < colors[y].length; i++) {
                colors[y][i] = samples[y][i / 3 * 4 + i % 3];
            }
        }
        assertRead(
                Grids.expected(colors, 3, 255, GROUND),
                TiffFiles.of(8, 4, RGB).with(TiffFiles.EXTRA_SAMPLES, 0),
                samples);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void inks(int bits) throws Exception {
        int full = (1 << bits) - 1;
        int[][] inks = Grids.of(4, full);
        Pixels expected = Pixels.blank(Grids.WIDTH, Grids.HEIGHT, 3);
        int o = 0;
        for (int[] row : inks) {
            for (int i = 0; i < row.length; i += 4) {
                long paper = (long) full - row[i + 3];
                for (int c = 0; c < 3; c++) {
                    long light = paper - (row[i + c] * paper + full / 2) / full;
                    expected.data()[o++] = (byte) ((light * 255 + full / 2) / full);
                }
            }
        }
        for (boolean planar : new boolean[] {false, true}) {
            assertRead(expected, TiffFiles.of(bits, 4, CMYK).stored(8, 0, planar), inks);
        }
    }

    @Test
    void standsUprightInBothByteOrders() throws Exception {
        int[][] samples = Grids.of(3, 255);
        Pixels upright = Grids.expected(samples, 3, 255, GROUND);
        for (int orientation = 1; orientation <= 9; orientation++) {
            TiffFiles files = TiffFiles.of(8, 3, RGB).with(TiffFiles.ORIENTATION, orientation);
            assertRead(Orientation.apply(upright, orientation), files, samples);
        }
        byte[] broken = TiffFiles.of(8, 3, RGB).with(TiffFiles.ORIENTATION, 3).of(samples);
        buffer(broken).putShort(entry(broken, TiffFiles.ORIENTATION) + 2, (short) 11); // a floating number
        assertDecoded(upright, broken, GROUND);
    }

    @Test
    void takesNoMemoryBecauseAHeaderClaimsIt() {
        byte[] file = TiffFiles.of(8, 3, RGB).of(Grids.of(3, 255));
        assertEquals("the TIFF file is cut off", reason(set(file, 256, 9999)));
        byte[] huge = set(set(file, 256, 65535), 257, 65535);
        assertEquals("the image is too large: 65535 x 65535, more than 100000000 pixels are not decoded", reason(huge));
        byte[] deflated = TiffFiles.of(8, 3, RGB).stored(8, 0, false).of(Grids.of(3, 255));
        assertEquals("the TIFF file is cut off", reason(set(set(deflated, 256, 9999), 257, 9999)));
        assertEquals("the TIFF file is cut off", reason(count(file, 273, Integer.MAX_VALUE)));
        assertEquals("the TIFF file is cut off", reason(count(file, 258, -1)));
        byte[] real = file.clone();
        buffer(real).putShort(entry(real, 277) + 2, (short) 11);
        assertEquals("the TIFF file is damaged: its tag 277 is no whole number", reason(real));
        assertEquals("TIFF files of 65535 samples a pixel are not read", reason(set(deflated, 277, -1)));
    }

    @Test
    void namesACompressionThatIsNotRead() {
        byte[] file = TiffFiles.of(8, 3, RGB).stored(50000, 0, false).of(Grids.of(3, 255));
        assertEquals("TIFF files compressed by Zstandard are not read", reason(file));
    }

    private static String reason(byte[] file) {
        return assertThrows(UnreadableImageException.class, () -> ImageDecoder.decode(file))
                .getMessage();
    }

    private static byte[] set(byte[] file, int tag, int value) {
        byte[] copy = file.clone();
        buffer(copy).putShort(entry(copy, tag) + 8, (short) value);
        return copy;
    }

    private static byte[] count(byte[] file, int tag, int count) {
        byte[] copy = file.clone();
        buffer(copy).putInt(entry(copy, tag) + 4, count);
        return copy;
    }

    private static int entry(byte[] file, int tag) {
        int at = buffer(file).getInt(4) + 2;
        while (buffer(file).getShort(at) != tag) {
            at += 12;
        }
        return at;
    }

    private static ByteBuffer buffer(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }
}
