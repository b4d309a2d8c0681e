package dev.selfsame.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

/** Images as they are, made by formula, and their files: TIFF of many layouts, npy arrays. */
public final class ChannelFiles {
    private ChannelFiles() {}

    /** Values from about -1,500 to 5,800 that are all exact in 32 bits. */
    public static Samples pattern(int width, int height, int channels) {
        Samples image = Samples.blank(width, height, channels);
        for (int c = 0, i = 0; c < channels; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    image.data()[i++] = (x * 37 + y * 101 + c * 59) % 1009 * 7.25f - 1500;
                }
            }
        }
        return image;
    }

    /** Whole numbers from 0 to below a bound. */
    public static Samples whole(int width, int height, int channels, int seed, int bound) {
        Samples image = Samples.blank(width, height, channels);
        for (int i = 0; i < image.data().length; i++) {
            image.data()[i] = Math.floorMod((i + 1) * 40_503 + seed * 7_919, bound);
        }
        return image;
    }

    /** Kinds of samples. */
    public enum Kind {
        UINT8("|u1", 8, 1),
        INT8("|i1", 8, 2),
        UINT16("<u2", 16, 1),
        INT16("<i2", 16, 2),
        UINT32("<u4", 32, 1),
        INT32("<i4", 32, 2),
        FLOAT32("<f4", 32, 3),
        FLOAT64("<f8", 64, 3);

        final String descr;
        final int bits;
        final int format;

        Kind(String descr, int bits, int format) {
            this.descr = descr;
            this.bits = bits;
            this.format = format;
        }

        void put(ByteBuffer to, float value) {
            switch (this) {
                case UINT8, INT8 -> to.put((byte) value);
                case UINT16, INT16 -> to.putShort((short) value);
                case UINT32, INT32 -> to.putInt((int) (long) value);
                case FLOAT32 -> to.putFloat(value);
                default -> to.putDouble(value);
            }
        }
    }

    /** An npy file (version 1) of [height, width, channels]. */
    public static byte[] npy(Samples image, Kind kind) {
        byte[] data =
                data(image, kind, ByteOrder.LITTLE_ENDIAN, 0, image.channels(), 0, 0, image.width(), image.height());
        return npy(kind.descr, false, List.of(image.height(), image.width(), image.channels()), data);
    }

    /** An npy file (version 1) of [channels, height, width]. */
    public static byte[] npyChannelsFirst(Samples image, Kind kind) {
        ByteBuffer data =
                ByteBuffer.allocate(image.data().length * kind.bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : image.data()) {
            kind.put(data, value);
        }
        return npy(kind.descr, false, List.of(image.channels(), image.height(), image.width()), data.array());
    }

    static byte[] npy(String descr, boolean fortran, List<Integer> shape, byte[] data) {
        String sides = shape.toString().replace("[", "(").replace("]", shape.size() == 1 ? ",)" : ")");
        String header = "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': "
                + sides + ", }";
        int padded = (header.length() + 11 + 63) / 64 * 64 - 10;
        ByteBuffer file = ByteBuffer.allocate(10 + padded + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) padded);
        file.put((header + " ".repeat(padded - header.length() - 1) + "\n").getBytes(US_ASCII));
        return file.put(data).array();
    }

    /** How a TIFF file is laid out. */
    public record Layout(ByteOrder order, boolean planar, int tile, int rows, boolean deflate, boolean pages) {
        /** Channels together, one strip, uncompressed. */
        public static final Layout PLAIN = new Layout(ByteOrder.LITTLE_ENDIAN, false, 0, 1 << 20, false, false);

        /** Each channel by itself, in compressed tiles of 16. */
        public static final Layout PLANES = new Layout(ByteOrder.BIG_ENDIAN, true, 16, 0, true, false);

        /** A page for each channel. */
        public static final Layout PAGES = new Layout(ByteOrder.LITTLE_ENDIAN, false, 0, 5, false, true);
    }

    /** A TIFF file of grey with extra channels (TIFF 6.0). */
    public static byte[] tiff(Samples image, Kind kind, Layout layout) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[8]);
        List<Map<Integer, List<Integer>>> pages = new ArrayList<>();
        for (int page = 0; page < (layout.pages ? image.channels() : 1); page++) {
            List<Integer> offsets = new ArrayList<>();
            List<Integer> counts = new ArrayList<>();
            int first = layout.pages ? page : 0;
            int last = layout.pages ? page + 1 : image.channels();
            for (int c = first; c < last; c += layout.planar ? 1 : last) {
                for (byte[] block : blocks(image, kind, layout, c, layout.planar ? c + 1 : last)) {
                    offsets.add(body.size());
                    counts.add(block.length);
                    body.writeBytes(block);
                }
            }
            pages.add(tags(image, kind, layout, last - first, offsets, counts));
        }
        return withDirectories(body.toByteArray(), layout.order, pages);
    }

    private static List<byte[]> blocks(Samples image, Kind kind, Layout layout, int first, int last) {
        int high = layout.tile > 0 ? layout.tile : Math.min(layout.rows, image.height());
        int wide = layout.tile > 0 ? layout.tile : image.width();
        List<byte[]> blocks = new ArrayList<>();
        for (int y = 0; y < image.height(); y += high) {
            for (int x = 0; x < image.width(); x += wide) {
                int rows = layout.tile > 0 ? high : Math.min(high, image.height() - y);
                byte[] block = data(image, kind, layout.order, first, last, x, y, wide, rows);
                blocks.add(layout.deflate ? deflated(block) : block);
            }
        }
        return blocks;
    }

    private static byte[] data(
            Samples image, Kind kind, ByteOrder order, int first, int last, int left, int top, int width, int height) {
        ByteBuffer data = ByteBuffer.allocate(width * height * (last - first) * kind.bits / 8)
                .order(order);
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                for (int c = first; c < last; c++) {
                    boolean inside = x < image.width() && y < image.height();
                    kind.put(data, inside ? image.sample(x, y, c) : 0);
                }
            }
        }
        return data.array();
    }

    private static byte[] deflated(byte[] block) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Map<Integer, List<Integer>> tags(
            Samples image, Kind kind, Layout layout, int channels, List<Integer> offsets, List<Integer> counts) {
        Map<Integer, List<Integer>> tags = new TreeMap<>();
        tags.put(256, List.of(image.width()));
        tags.put(257, List.of(image.height()));
        tags.put(258, Collections.nCopies(channels, kind.bits));
        tags.put(259, List.of(layout.deflate ? 8 : 1));
        tags.put(262, List.of(1));
        tags.put(277, List.of(channels));
        tags.put(284, List.of(layout.planar ? 2 : 1));
        tags.put(339, Collections.nCopies(channels, kind.format));
        if (channels > 1) {
            tags.put(338, Collections.nCopies(channels - 1, 0));
        }
        if (layout.tile > 0) {
            tags.put(322, List.of(layout.tile));
            tags.put(323, List.of(layout.tile));
        } else {
            tags.put(278, List.of(Math.min(layout.rows, image.height())));
        }
        tags.put(layout.tile > 0 ? 324 : 273, offsets);
        tags.put(layout.tile > 0 ? 325 : 279, counts);
        return tags;
    }

    private static byte[] withDirectories(byte[] body, ByteOrder order, List<Map<Integer, List<Integer>>> pages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(body);
        ByteBuffer head = ByteBuffer.allocate(8).order(order);
        head.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D))
                .putShort((short) 42);
        head.putInt(out.size());
        for (int page = 0; page < pages.size(); page++) {
            Map<Integer, List<Integer>> tags = pages.get(page);
            int longer = tags.values().stream()
                    .mapToInt(v -> v.size() > 1 ? 4 * v.size() : 0)
                    .sum();
            int values = out.size() + 2 + 12 * tags.size() + 4;
            ByteBuffer directory =
                    ByteBuffer.allocate(2 + 12 * tags.size() + 4 + longer).order(order);
            directory.putShort((short) tags.size());
            ByteBuffer behind = ByteBuffer.allocate(longer).order(order);
            for (Map.Entry<Integer, List<Integer>> tag : tags.entrySet()) {
                List<Integer> numbers = tag.getValue();
                directory
                        .putShort(tag.getKey().shortValue())
                        .putShort((short) 4)
                        .putInt(numbers.size());
                directory.putInt(numbers.size() == 1 ? numbers.get(0) : values + behind.position());
                if (numbers.size() > 1) {
                    numbers.forEach(behind::putInt);
                }
            }
            directory.putInt(page + 1 < pages.size() ? values + longer : 0).put(behind.flip());
            out.writeBytes(directory.array());
        }
        byte[] file = out.toByteArray();
        System.arraycopy(head.array(), 0, file, 0, 8);
        return file;
    }
}
