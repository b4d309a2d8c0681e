package dev.selfsame.image;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Reads the size and the place of the EXIF block of a PNG file (ISO/IEC 15948), and checks that it is whole. */
final class PngHeader {
    static final int IHDR = 0x49484452;
    static final int PLTE = 0x504C5445;
    static final int TRNS = 0x74524E53;
    static final int IDAT = 0x49444154;
    static final int IEND = 0x49454E44;
    private static final int EXIF = 0x65584966;

    /** Bit 5 of a type's first letter: whether a reader that does not know the chunk may go on. */
    private static final int ANCILLARY = 0x20000000;

    /** libpng's own limit. */
    private static final int LONGEST_SIDE = 1_000_000;

    /** What a byte of zlib's data can grow to. */
    private static final long INFLATION = 1032;

    private PngHeader() {}

    /** Walks all chunks; the checksums of those that a decoder needs must be right. */
    static Header read(ByteBuffer file, DecodeOptions options) throws UnreadableImageException {
        if (file.getInt(12) != IHDR || file.getInt(8) != 13) {
            throw new UnreadableImageException("the PNG file does not begin with its header");
        }
        long width = file.getInt(16) & 0xFFFFFFFFL;
        long height = file.getInt(20) & 0xFFFFFFFFL;
        options.checkSize(width, height);
        if (width > LONGEST_SIDE || height > LONGEST_SIDE) {
            throw new UnreadableImageException("the image is too large: " + width + " x " + height
                    + ", PNG files of more than " + LONGEST_SIDE + " pixels a side are not read");
        }
        int exif = Header.NO_EXIF;
        long data = 0;
        int at = 8;
        int type = 0;
        while (type != IEND) {
            int length = file.getInt(at);
            type = file.getInt(at + 4);
            if (length < 0 || length > file.limit() - at - 12) {
                throw Header.cutOff(ImageFormat.PNG);
            }
            if (type == IHDR || type == PLTE || type == IDAT) {
                if (!isSound(file, at)) {
                    throw Header.damaged(ImageFormat.PNG, "a chunk's checksum is wrong");
                }
            } else if ((type & ANCILLARY) == 0 && type != IEND) {
                throw Header.damaged(ImageFormat.PNG, "a chunk that has to be known is not");
            }
            data += type == IDAT ? length : 0;
            exif = type == EXIF ? at + 8 : exif;
            at += 12 + length;
        }
        if (data == 0) {
            throw new UnreadableImageException("the PNG file holds no picture");
        }
        if (width * height * bitsPerPixel(file) / 8 > data * INFLATION) {
            throw Header.cutOff(ImageFormat.PNG);
        }
        return new Header((int) width, (int) height, exif);
    }

    /** Whether the checksum of the chunk that begins here is right. */
    static boolean isSound(ByteBuffer file, int at) {
        int length = file.getInt(at);
        CRC32 checksum = new CRC32();
        checksum.update(file.duplicate().position(at + 4).limit(at + 8 + length));
        return (int) checksum.getValue() == file.getInt(at + 8 + length);
    }

    /** Bits of a pixel, by table 11.1; libpng would say on standard error what is wrong in it. */
    private static int bitsPerPixel(ByteBuffer file) throws UnreadableImageException {
        int depth = file.get(24);
        int samples =
                switch (file.get(25)) {
                    case 0 -> (depth & -depth) == depth && depth <= 16 ? 1 : 0;
                    case 2 -> depth == 8 || depth == 16 ? 3 : 0;
                    case 3 -> (depth & -depth) == depth && depth <= 8 ? 1 : 0;
                    case 4 -> depth == 8 || depth == 16 ? 2 : 0;
                    case 6 -> depth == 8 || depth == 16 ? 4 : 0;
                    default -> 0;
                };
        boolean methods = file.get(26) == 0 && file.get(27) == 0 && (file.get(28) & ~1) == 0;
        if (samples == 0 || depth < 1 || !methods) {
            throw Header.damaged(ImageFormat.PNG, "its header says what can't be");
        }
        return samples * depth;
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
