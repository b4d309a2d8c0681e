package dev.selfsame.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * TIFF files of many kinds, written by hand (TIFF 6.0): {@code samples[y][x * channels + channel]}.
 *
 * @param bits of a sample, 1 to 16
 * @param channels samples of a pixel
 * @param photometric 0 white is zero, 1 black is zero, 2 RGB, 3 palette, 5 CMYK
 * @param compression 1 none, 8 Deflate, 32773 PackBits
 * @param tile side of a tile, 0 for strips of 4 rows
 * @param planar whether each channel lies by itself
 * @param order of bytes
 * @param big whether a BigTIFF
 * @param tags more tags of 16-bit values
 */
record TiffFiles(
        int bits,
        int channels,
        int photometric,
        int compression,
        int tile,
        boolean planar,
        ByteOrder order,
        boolean big,
        Map<Integer, int[]> tags) {
    static final int ORIENTATION = 274;
    static final int COLOR_MAP = 320;
    static final int EXTRA_SAMPLES = 338;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    static TiffFiles of(int bits, int channels, int photometric) {
        return new TiffFiles(bits, channels, photometric, 1, 0, false, ByteOrder.LITTLE_ENDIAN, false, Map.of());
    }

    TiffFiles stored(int byCompression, int inTiles, boolean inPlanes) {
        return new TiffFiles(bits, channels, photometric, byCompression, inTiles, inPlanes, order, big, tags);
    }

    TiffFiles in(ByteOrder newOrder, boolean newBig) {
        return new TiffFiles(bits, channels, photometric, compression, tile, planar, newOrder, newBig, tags);
    }

    TiffFiles with(int tag, int... values) {
        Map<Integer, int[]> more = new TreeMap<>(tags);
        more.put(tag, values);
        return new TiffFiles(bits, channels, photometric, compression, tile, planar, order, big, more);
    }

    byte[] of(int[][] samples) {
        int height = samples.length;
        int width = samples[0].length / channels;
        List<byte[]> blocks = new ArrayList<>();
        for (int plane = 0; plane < (planar ? channels : 1); plane++) {
            for (int y = 0; y < height; y += tile > 0 ? tile : 4) {
                for (int x = 0; x < width; x += tile > 0 ? tile : width) {
                    blocks.add(block(samples, plane, x, y, tile > 0 ? tile : width, tile > 0 ? tile : 4));
                }
            }
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int[] offsets = new int[blocks.size()];
        int[] lengths = new int[blocks.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = (big ? 16 : 8) + data.size();
            lengths[i] = blocks.get(i).length;
            data.writeBytes(Arrays.copyOf(blocks.get(i), (lengths[i] + 1) / 2 * 2));
        }
        int[] depths = new int[channels];
        Arrays.fill(depths, bits);
        Map<Integer, int[]> all = new TreeMap<>(tags);
        all.put(256, new int[] {width});
        all.put(257, new int[] {height});
        all.put(258, depths);
        all.put(259, new int[] {compression});
        all.put(262, new int[] {photometric});
        all.put(277, new int[] {channels});
        all.put(284, new int[] {planar ? 2 : 1});
        all.put(tile > 0 ? 324 : 273, offsets);
        all.put(tile > 0 ? 325 : 279, lengths);
        all.put(tile > 0 ? 322 : 278, new int[] {tile > 0 ? tile : 4});
        if (tile > 0) {
            all.put(323, new int[] {tile});
        }
        return file(data.toByteArray(), all);
    }

    private byte[] block(int[][] samples, int plane, int left, int top, int width, int rows) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int y = top; y < top + rows && (tile > 0 || y < samples.length); y++) {
            int[] row = new int[width * (planar ? 1 : channels)];
            for (int i = 0; i < row.length; i++) {
                int at = planar ? (left + i) * channels + plane : left * channels + i;
                row[i] = y < samples.length && at < samples[y].length ? samples[y][at] : 0;
            }
            byte[] bytes = PngFiles.packed(row, bits);
            if (bits == 16 && order == ByteOrder.LITTLE_ENDIAN) {
                for (int i = 0; i < bytes.length; i += 2) {
                    byte high = bytes[i];
                    bytes[i] = bytes[i + 1];
                    bytes[i + 1] = high;
                }
            }
            block.writeBytes(compression == 32773 ? literally(bytes) : bytes);
        }
        return compression == 8 ? PngFiles.deflated(block.toByteArray()) : block.toByteArray();
    }

    /** PackBits without a run. */
    private static byte[] literally(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i += 128) {
            int length = Math.min(128, bytes.length - i);
            packed.write(length - 1);
            packed.write(bytes, i, length);
        }
        return packed.toByteArray();
    }

    private byte[] file(byte[] data, Map<Integer, int[]> entries) {
        ByteBuffer file = ByteBuffer.allocate(data.length + 20_000).order(order);
        file.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M')).put(file.get(0));
        int directory = (big ? 16 : 8) + data.length;
        if (big) {
            file.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(directory);
        } else {
            file.putShort((short) 42).putInt(directory);
        }
        file.put(data);
        int values = directory + (big ? 16 + 20 * entries.size() : 6 + 12 * entries.size());
        if (big) {
            file.putLong(entries.size());
        } else {
            file.putShort((short) entries.size());
        }
        for (Map.Entry<Integer, int[]> entry : entries.entrySet()) {
            int[] numbers = entry.getValue();
            int tag = entry.getKey();
            int size = tag == 273 || tag == 279 || tag == 324 || tag == 325 ? 4 : 2;
            file.putShort((short) tag).putShort((short) (size == 4 ? LONG : SHORT));
            put(file, numbers.length);
            int place = file.position();
            boolean inside = numbers.length * size <= (big ? 8 : 4);
            put(file, inside ? 0 : values);
            int next = file.position();
            file.position(inside ? place : values);
            for (int number : numbers) {
                if (size == 4) {
                    file.putInt(number);
                } else {
                    file.putShort((short) number);
                }
            }
            values = inside ? values : file.position();
            file.position(next);
        }
        return Arrays.copyOf(file.array(), values + 2);
    }

    private void put(ByteBuffer file, int number) {
        if (big) {
            file.putLong(number);
        } else {
            file.putInt(number);
        }
    }
}
