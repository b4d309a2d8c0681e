package dev.selfsame.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * What the first page's directory of a TIFF file says (TIFF 6.0, sections 2 and 8; and BigTIFF's, with 8-byte
 * addresses), checked against the length of the file before the reader takes memory for it.
 *
 * @param orientation 1 to 8, as EXIF's
 * @param alpha what a sample beyond the colours is
 */
record TiffHeader(int orientation, Alpha alpha) {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES = 277;
    private static final int EXTRA_SAMPLES = 338;

    private static final int YCBCR = 6;
    private static final int ASSOCIATED = 1;

    /** Inks and alpha. */
    private static final int MOST_SAMPLES = 5;

    /** The most that a byte of LZW, Deflate, PackBits or JPEG can grow to, with some to spare. */
    private static final long EXPANSION = 4096;

    /** What TwelveMonkeys has no decoder for, by the numbers that libtiff gave them. */
    private static final Map<Long, String> NOT_READ =
            Map.of(34712L, "JPEG 2000", 34887L, "LERC", 34925L, "LZMA", 50000L, "Zstandard", 50001L, "WebP");

    /** Reads that of a file that becomes 8-bit RGB, and refuses others. */
    static TiffHeader readRgb(byte[] file, DecodeOptions options) throws UnreadableImageException {
        return read(file, options, true);
    }

    /** Reads that of a file that is taken as it is. */
    static TiffHeader readAsIs(byte[] file, DecodeOptions options) throws UnreadableImageException {
        return read(file, options, false);
    }

    private static TiffHeader read(byte[] file, DecodeOptions options, boolean rgb) throws UnreadableImageException {
        ByteOrder order = file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        TiffDirectory directory = TiffDirectory.first(ByteBuffer.wrap(file).order(order));
        long width = directory.value(WIDTH, 0);
        long height = directory.value(HEIGHT, 0);
        options.checkSize(width, height);
        long compression = directory.value(COMPRESSION, 1);
        String name = NOT_READ.get(compression);
        if (name != null) {
            throw new UnreadableImageException("TIFF files compressed by " + name + " are not read");
        }
        long samples = Math.min(directory.value(SAMPLES, 1), 1 << 16);
        long bits = Math.min(directory.value(BITS, 1), 64);
        if (rgb) {
            requireRgb(samples, bits);
        }
        boolean reduced = directory.value(PHOTOMETRIC, 1) == YCBCR; // fewer samples of colour than of light
        long bytes = width * height * bits * (reduced ? 1 : samples) / 8;
        boolean byFax = compression >= 2 && compression <= 4; // a white row may take a bit
        if (!byFax && bytes > file.length * (compression == 1 ? 1 : EXPANSION)) {
            throw Header.cutOff(ImageFormat.TIFF);
        }
        long orientation = directory.hint(ORIENTATION, 1);
        long extra = directory.hint(EXTRA_SAMPLES, 2); // 4 samples without a word about the fourth: libtiff's guess
        return new TiffHeader(
                orientation < 1 || orientation > 8 ? 1 : (int) orientation,
                extra == 0 ? Alpha.NONE : extra == ASSOCIATED ? Alpha.MULTIPLIED : Alpha.APART);
    }

    private static void requireRgb(long samples, long bits) throws UnreadableImageException {
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw new UnreadableImageException("TIFF files of " + samples + " samples a pixel are not read");
        }
        if (bits > 16) {
            throw new UnreadableImageException("samples of more than 16 bits, signed or floating ones are not read");
        }
    }
}
