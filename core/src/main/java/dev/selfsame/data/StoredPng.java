package dev.selfsame.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/**
 * PNG without compression (ISO/IEC 15948; stored blocks of RFC 1951, section 3.2.4): the bytes depend on the pixels
 * only, where compressed ones would change with the zlib of the JDK.
 */
final class StoredPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int GREY = 0; // the colour types of ISO/IEC 15948, table 11.1
    private static final int RGB = 2;
    private static final int MOST_STORED = 65_535;

    private StoredPng() {}

    /**
     * Encodes an image.
     *
     * @param samples of each pixel, row by row: red, green and blue, or grey alone
     */
    static byte[] encode(byte[] samples, int width, int height) {
        int channels = samples.length / (width * height);
        if (samples.length != channels * width * height || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException(
                    width + "×" + height + " pixels need 1 or 3 bytes each, got " + samples.length + " in all");
        }
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, (byte) (channels == 1 ? GREY : RGB), 0, 0, 0}); // 8 bits a sample
        ByteArrayOutputStream png = new ByteArrayOutputStream(samples.length + height + 128);
        png.writeBytes(SIGNATURE);
        chunk(png, "IHDR", header.array());
        chunk(png, "IDAT", stored(rows(samples, width * channels, height)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    /** Each row after a byte that names its filter: none. */
    private static byte[] rows(byte[] samples, int length, int height) {
        byte[] rows = new byte[height * (length + 1)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(samples, length * y, rows, (length + 1) * y + 1, length);
        }
        return rows;
    }

    /** A zlib stream of stored blocks. */
    private static byte[] stored(byte[] data) {
        int blocks = (data.length + MOST_STORED - 1) / MOST_STORED;
        ByteBuffer zlib = ByteBuffer.allocate(2 + 5 * blocks + data.length + 4);
        zlib.put((byte) 0x78).put((byte) 0x01);
        for (int at = 0; at < data.length; at += MOST_STORED) {
            int length = Math.min(MOST_STORED, data.length - at);
            zlib.put((byte) (at + length == data.length ? 1 : 0));
            zlib.putShort(Short.reverseBytes((short) length)).putShort(Short.reverseBytes((short) ~length));
            zlib.put(data, at, length);
        }
        Adler32 sum = new Adler32();
        sum.update(data);
        return zlib.putInt((int) sum.getValue()).array();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] name = type.getBytes(US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(name);
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
