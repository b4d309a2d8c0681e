package dev.selfsame.image;

import java.nio.ByteBuffer;

/** Checks a BMP file's claims against its length before a reader takes memory for them. */
final class BmpHeader {
    private static final int OS2 = 12;

    private BmpHeader() {}

    /** Reads the size from a little-endian buffer, and refuses a file too short for its palette and uncompressed rows. */
    static void check(ByteBuffer file, DecodeOptions options) throws UnreadableImageException {
        long start = file.getInt(10) & 0xFFFFFFFFL;
        boolean old = file.getInt(14) == OS2;
        long width = old ? file.getShort(18) & 0xFFFF : file.getInt(18);
        long height =
                old ? file.getShort(20) & 0xFFFF : Math.abs((long) file.getInt(22)); // negative: from the top down
        options.checkSize(width, height);
        long bits = file.getShort(old ? 24 : 28) & 0xFFFF;
        int compression = old ? 0 : file.getInt(30);
        boolean rows = compression == 0 || compression == 3 || compression == 6; // whole pixels, by masks or not
        if (!rows && compression != 1 && compression != 2) { // not run lengths either
            throw new UnreadableImageException("BMP files of compression " + compression + " are not read");
        }
        long length = rows ? (width * bits + 31) / 32 * 4 * (height - 1) + width * bits / 8 : 1;
        if (start + length > file.limit()) {
            throw Header.cutOff(ImageFormat.BMP);
        }
    }
}
