package dev.selfsame.image;

import java.nio.ByteBuffer;

/** Reads the size and the place of the EXIF block of a JPEG file (ITU-T T.81, annex B), and sees to it that it ends. */
final class JpegHeader {
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int APP1 = 0xE1;

    /** A block of 8 × 8 pixels takes at least one bit of a Huffman code. */
    private static final int PIXELS_PER_BYTE = 512;

    private JpegHeader() {}

    /** Walks the segments up to the first scan. */
    static Header read(ByteBuffer file, DecodeOptions options) throws UnreadableImageException {
        int width = 0;
        int height = 0;
        int exif = Header.NO_EXIF;
        boolean arithmetic = false;
        int at = 2;
        while (true) {
            if ((file.get(at) & 0xFF) != 0xFF) {
                at++; // stray bytes between segments are stepped over, as libjpeg does
                continue;
            }
            int marker = file.get(at + 1) & 0xFF;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (marker <= 1 || (marker >= 0xD0 && marker <= 0xD8)) {
                at += 2; // no payload
                continue;
            }
            if (marker == END_OF_IMAGE) {
                throw new UnreadableImageException("the JPEG file holds no picture");
            }
            int length = file.getShort(at + 2) & 0xFFFF;
            if (isFrame(marker)) {
                checkBits(file.get(at + 4));
                height = file.getShort(at + 5) & 0xFFFF;
                width = file.getShort(at + 7) & 0xFFFF;
                arithmetic = marker >= 0xC9;
            } else if (marker == APP1 && exif < 0 && length >= 8 && file.getInt(at + 4) == 0x45786966) { // "Exif"
                exif = at + 10;
            }
            at += 2 + length;
            if (marker == START_OF_SCAN) {
                break;
            }
        }
        options.checkSize(width, height);
        checkEnd(file, at);
        if (!arithmetic && (long) width * height > (long) PIXELS_PER_BYTE * (file.limit() - at)) {
            throw Header.cutOff(ImageFormat.JPEG);
        }
        return new Header(width, height, exif);
    }

    private static void checkBits(int bits) throws UnreadableImageException {
        if (bits != 8) {
            throw new UnreadableImageException("JPEG files of " + bits + " bits a sample are not read");
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /**
     * Looks for the marker that ends the image: libjpeg paints what is missing grey and says nothing. Compressed data
     * never holds the marker by chance, since 0xFF is always followed by 0 there.
     */
    private static void checkEnd(ByteBuffer file, int scan) throws UnreadableImageException {
        for (int i = file.limit() - 2; i >= scan; i--) { // mostly it stands at the very end
            if (file.get(i) == (byte) 0xFF && file.get(i + 1) == (byte) END_OF_IMAGE) {
                return;
            }
        }
        throw Header.cutOff(ImageFormat.JPEG);
    }
}
