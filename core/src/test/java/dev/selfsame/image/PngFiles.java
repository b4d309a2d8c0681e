package dev.selfsame.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNG files of every kind, written by hand (ISO/IEC 15948): {@code samples[y][x * channels + channel]}. */
final class PngFiles {
    /** First column, first row, and the steps of the seven passes. */
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final int depth;
    private final int colorType;
    private final boolean interlaced;
    private final ByteArrayOutputStream extra = new ByteArrayOutputStream();

    PngFiles(int depth, int colorType, boolean interlaced) {
        this.depth = depth;
        this.colorType = colorType;
        this.interlaced = interlaced;
    }

    /** Puts a chunk before the picture. */
    PngFiles with(String type, byte[] data) {
        extra.writeBytes(chunk(type, data));
        return this;
    }

    byte[] of(int[][] samples) {
        int channels = new int[] {1, 0, 3, 1, 2, 0, 4}[colorType];
        int width = samples[0].length / channels;
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int[] pass : interlaced ? ADAM7 : new int[][] {{0, 0, 1, 1}}) {
            for (int y = pass[1]; y < samples.length && pass[0] < width; y += pass[3]) {
                int[] row = new int[(width - pass[0] + pass[2] - 1) / pass[2] * channels];
                for (int i = 0; i < row.length; i++) {
                    row[i] = samples[y][(pass[0] + i / channels * pass[2]) * channels + i % channels];
                }
                rows.write(0); // no filter
                rows.writeBytes(packed(row, depth));
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("\u0089PNG\r\n\u001A\n".getBytes(StandardCharsets.ISO_8859_1));
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(samples.length);
        header.put((byte) depth)
                .put((byte) colorType)
                .put((byte) 0)
                .put((byte) 0)
                .put((byte) (interlaced ? 1 : 0));
        file.writeBytes(chunk("IHDR", header.array()));
        file.writeBytes(extra.toByteArray());
        file.writeBytes(chunk("IDAT", deflated(rows.toByteArray())));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    /** Samples of 1 to 16 bits, highest first, a row padded to whole bytes. */
    static byte[] packed(int[] row, int bits) {
        byte[] bytes = new byte[(row.length * bits + 7) / 8];
        for (int i = 0; i < row.length * bits; i++) {
            bytes[i / 8] |= (byte) ((row[i / bits] >> (bits - 1 - i % bits) & 1) << (7 - i % 8));
        }
        return bytes;
    }

    static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
        chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.length);
        return chunk.putInt((int) crc.getValue()).array();
    }

    static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + 100];
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        while (!deflater.finished()) {
            result.write(out, 0, deflater.deflate(out));
        }
        deflater.end();
        return result.toByteArray();
    }
}
