package dev.selfsame.image;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** JPEG files with an EXIF block, for tests. */
public final class ExifFiles {
    /** "Exif", then a big-endian TIFF structure of one directory with one entry: the orientation, a short. */
    private static final String BEFORE = "457869660000" + "4d4d002a00000008" + "0001" + "0112000300000001";

    private static final String AFTER = "0000" + "00000000";

    private ExifFiles() {}

    /**
     * The same file with an orientation.
     *
     * @param orientation 1 to 8
     */
    public static byte[] oriented(byte[] jpeg, int orientation) {
        HexFormat hex = HexFormat.of();
        byte[] block = hex.parseHex(BEFORE + hex.toHexDigits((short) orientation) + AFTER);
        return ByteBuffer.allocate(jpeg.length + 4 + block.length)
                .put(jpeg, 0, 2) // start of the image
                .putShort((short) 0xFFE1)
                .putShort((short) (2 + block.length))
                .put(block)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
