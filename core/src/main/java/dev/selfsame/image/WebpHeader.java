package dev.selfsame.image;

import java.nio.ByteBuffer;

/** Reads the size and the place of the EXIF block of a WebP file (RFC 9649), and checks that it is whole. */
final class WebpHeader {
    private static final int VP8 = 0x20385056;
    private static final int VP8L = 0x4C385056;
    private static final int VP8X = 0x58385056;
    private static final int EXIF = 0x46495845;

    private WebpHeader() {}

    /** Walks the chunks of a little-endian buffer. */
    static Header read(ByteBuffer file, DecodeOptions options) throws UnreadableImageException {
        long end = 8 + (file.getInt(4) & 0xFFFFFFFFL);
        if (end > file.limit()) {
            throw Header.cutOff(ImageFormat.WEBP);
        }
        int width = 0;
        int height = 0;
        int exif = Header.NO_EXIF;
        for (long next = 12; next + 8 <= end; ) {
            int at = (int) next;
            int type = file.getInt(at);
            long length = file.getInt(at + 4) & 0xFFFFFFFFL;
            if (at + 8 + length > end) {
                throw Header.cutOff(ImageFormat.WEBP);
            }
            if (width == 0 && type == VP8) {
                width = file.getShort(at + 14) & 0x3FFF;
                height = file.getShort(at + 16) & 0x3FFF;
            } else if (width == 0 && type == VP8L) {
                int bits = file.getInt(at + 9);
                width = (bits & 0x3FFF) + 1;
                height = (bits >>> 14 & 0x3FFF) + 1;
            } else if (width == 0 && type == VP8X) {
                width = (file.getInt(at + 12) & 0xFFFFFF) + 1;
                height = (file.getInt(at + 14) >>> 8) + 1;
            } else if (type == EXIF && length >= 6) {
                boolean prefixed = file.getInt(at + 8) == 0x66697845; // some writers copy JPEG's "Exif\0\0" too
                exif = at + 8 + (prefixed ? 6 : 0);
            }
            next = at + 8 + length + (length & 1);
        }
        options.checkSize(width, height);
        return new Header(width, height, exif);
    }
}
