package dev.selfsame.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Reads the size and the place of the EXIF block of a PNG file (ISO/IEC 15948), and checks that it is whole. */
final class PngHeader {
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int PLTE = 0x504C5445;
    private static final int EXIF = 0x65584966;
    private static final int TRNS = 0x74524E53;
    private static final int ACTL = 0x6163544C;
    private static final int FCTL = 0x6663544C;
    private static final int FDAT = 0x66644154;

    private PngHeader() {}

    /** Walks all chunks; the checksums of those that a decoder needs must be right. */
    static Header read(ByteBuffer file) throws UnreadableImageException {
        if (file.getInt(12) != IHDR || file.getInt(8) != 13) {
            throw new UnreadableImageException("the PNG file does not begin with its header");
        }
        long width = file.getInt(16) & 0xFFFFFFFFL;
        long height = file.getInt(20) & 0xFFFFFFFFL;
        Header.checkSize(width, height);
        int exif = Header.NO_EXIF;
        boolean data = false;
        CRC32 checksum = new CRC32();
        int at = 8;
        while (true) {
            int length = file.getInt(at);
            int type = file.getInt(at + 4);
            if (length < 0 || length > file.limit() - at - 12) {
                throw Header.cutOff(ImageFormat.PNG);
            }
            if (type == IHDR || type == PLTE || type == IDAT) {
                checksum.reset();
                checksum.update(file.duplicate().position(at + 4).limit(at + 8 + length));
                if ((int) checksum.getValue() != file.getInt(at + 8 + length)) {
                    throw new UnreadableImageException("the PNG file is damaged: a chunk's checksum is wrong");
                }
            }
            data |= type == IDAT;
            if (type == EXIF) {
                exif = at + 8;
            } else if (type == IEND) {
                break;
            }
            at += 12 + length;
        }
        if (!data) {
            throw new UnreadableImageException("the PNG file holds no picture");
        }
        return new Header((int) width, (int) height, exif);
    }

    /**
     * The file without the frames of an animation: its still picture is read, as viewers without animation show it.
     *
     * @param bytes a file that {@link #read} found good
     */
    static byte[] still(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        if (find(file, ACTL) < 0) {
            return bytes;
        }
        ByteBuffer result = ByteBuffer.allocate(bytes.length).put(bytes, 0, 8);
        int type = 0;
        for (int at = 8; type != IEND; at += 12 + file.getInt(at)) {
            type = file.getInt(at + 4);
            if (type != ACTL && type != FCTL && type != FDAT) {
                result.put(bytes, at, 12 + file.getInt(at));
            }
        }
        return Arrays.copyOf(result.array(), result.position());
    }

    /**
     * The level that is transparent in a grey image, which OpenCV overlooks: 0–255, to 65535 with 16 bits, or −1.
     *
     * @param bytes a file that {@link #read} found good
     */
    static int transparentGrey(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int at = file.get(25) == 0 ? find(file, TRNS) : -1; // colour type 0: grey
        if (at < 0 || file.getInt(at) < 2) {
            return -1;
        }
        int depth = file.get(24);
        int level = file.getShort(at + 8) & 0xFFFF & ((1 << depth) - 1);
        return depth >= 8 ? level : level * (255 / ((1 << depth) - 1));
    }

    /** Where the first chunk of a type begins, or −1. */
    private static int find(ByteBuffer file, int wanted) {
        int type = 0;
        for (int at = 8; type != IEND; at += 12 + file.getInt(at)) {
            type = file.getInt(at + 4);
            if (type == wanted) {
                return at;
            }
        }
        return -1;
    }
}
