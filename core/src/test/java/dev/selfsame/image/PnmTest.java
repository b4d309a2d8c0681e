package dev.selfsame.image;

import static dev.selfsame.image.Grids.assertDecoded;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PnmTest {
    private static final Rgb GROUND = new Rgb(10, 200, 90);
    private static final String SIZE = Grids.WIDTH + " " + Grids.HEIGHT;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100, 254, 255, 256, 1000, 65535})
    void anyFullBrightness(int most) throws Exception {
        int[][] grey = Grids.of(1, most);
        int[][] rgb = Grids.of(3, most);
        Pixels greyPixels = Grids.expected(grey, 1, most, GROUND);
        Pixels rgbPixels = Grids.expected(rgb, 3, most, GROUND);
        assertDecoded(greyPixels, plain("P2\n# a comment\n" + SIZE + "\n" + most + "\n", grey), GROUND);
        assertDecoded(greyPixels, raw("P5 " + SIZE + " " + most + "\n", grey, most), GROUND);
        assertDecoded(rgbPixels, plain("P3\n" + SIZE + "\n" + most + "\n", rgb), GROUND);
        assertDecoded(rgbPixels, raw("P6\n" + SIZE + "\n" + most + "# to the end\n", rgb, most), GROUND);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 255, 1000, 65535})
    void arbitraryMaps(int most) throws Exception {
        String[] kinds = {"GRAYSCALE", "GRAYSCALE_ALPHA", "RGB", "RGB_ALPHA"};
        for (int depth = 1; depth <= 4; depth++) {
            int[][] samples = Grids.of(depth, most);
            Pixels expected = Grids.expected(samples, depth, most, GROUND);
            assertDecoded(expected, raw(pam(depth, most, kinds[depth - 1]), samples, most), GROUND);
            assertDecoded(expected, raw(pam(depth, most, ""), samples, most), GROUND);
        }
    }

    @Test
    void bitmaps() throws Exception {
        int[][] ink = Grids.of(1, 1);
        int[][] light = Arrays.stream(ink)
                .map(row -> Arrays.stream(row).map(bit -> 1 - bit).toArray())
                .toArray(int[][]::new);
        Pixels expected = Grids.expected(light, 1, 1, GROUND);
        assertDecoded(expected, plain("P1\n" + SIZE + "\n", ink), GROUND);
        String dense = Arrays.stream(ink)
                .map(row -> Arrays.stream(row).mapToObj(Integer::toString).collect(Collectors.joining()))
                .collect(Collectors.joining("\n", "P1 " + SIZE + "\n", ""));
        assertDecoded(expected, dense.getBytes(US_ASCII), GROUND);
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(("P4 " + SIZE + "\n").getBytes(US_ASCII));
        for (int[] row : ink) {
            raw.writeBytes(PngFiles.packed(row, 1));
        }
        assertDecoded(expected, raw.toByteArray(), GROUND);
        byte[] blackAndWhite = raw(pam(1, 1, "BLACKANDWHITE"), ink, 1);
        assertDecoded(Grids.expected(ink, 1, 1, GROUND), blackAndWhite, GROUND);
    }

    @Test
    void takesNoMemoryBecauseAHeaderClaimsIt() {
        String large = "the image is too large: 99999999 x 99999999, more than 100000000 pixels are not decoded";
        assertEquals(large, reason("P7\nWIDTH 99999999\nHEIGHT 99999999\nDEPTH 3\nMAXVAL 255\nENDHDR\n"));
        assertEquals(large, reason("P6 99999999 99999999 255\n"));
        String cut = "the PNM file is cut off";
        assertEquals(cut, reason("P7\nWIDTH 10000\nHEIGHT 10000\nDEPTH 4\nMAXVAL 65535\nENDHDR\n1234"));
        for (int kind = 1; kind <= 6; kind++) {
            assertEquals(cut, reason("P" + kind + " 10000 10000 " + (kind % 3 == 1 ? "" : "255 ") + "123"));
        }
        assertEquals("PNM files of 2147483647 channels are not read", reason(pam(Integer.MAX_VALUE, 255, "")));
        assertEquals(
                "the PNM file is damaged: it holds a number of more than 18 digits",
                reason("P5 9999999999999999999 1 255\n"));
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals("the PNM file is cut off", reason("P5 13 11 255"));
        assertEquals("the image has no pixels: 0 x 11", reason("P5 0 11 255\n"));
        assertEquals("the PNM file is damaged: a number is not one", reason("P5 -13 11 255\n"));
        assertEquals(
                "the PNM file is damaged: its full brightness is 65536, not 1 to 65535", reason("P5 1 1 65536\n12"));
        assertEquals("PAM files of the kind CMYK are not read", reason(pam(4, 255, "CMYK")));
        assertEquals("the PNM file is damaged: its header has a line SIZE", reason("P7\nSIZE 4\nENDHDR\n"));
    }

    private static String reason(String file) {
        return assertThrows(UnreadableImageException.class, () -> ImageDecoder.decode(file.getBytes(US_ASCII)))
                .getMessage();
    }

    private static String pam(int depth, int most, String kind) {
        return "P7\nHEIGHT " + Grids.HEIGHT + "\n# a comment\nWIDTH " + Grids.WIDTH + "\nDEPTH " + depth + "\nMAXVAL "
                + most + (kind.isEmpty() ? "" : "\nTUPLTYPE " + kind) + "\nENDHDR\n";
    }

    private static byte[] plain(String header, int[][] samples) {
        return Arrays.stream(samples)
                .map(row -> Arrays.stream(row).mapToObj(Integer::toString).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n", header, ""))
                .getBytes(US_ASCII);
    }

    private static byte[] raw(String header, int[][] samples, int most) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header.getBytes(US_ASCII));
        for (int[] row : samples) {
            file.writeBytes(PngFiles.packed(row, most > 255 ? 16 : 8));
        }
        return file.toByteArray();
    }
}
