package dev.selfsame.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A TIFF file whose channels lie each by itself, made into one whose channels are pages: the data stay where they are,
 * behind them comes a directory for each channel. TwelveMonkeys reads pages of one channel, but not such planes.
 */
final class TiffPlanes {
    private static final int CLASSIC = 42;
    private static final int LONG = 4;
    private static final int ENTRY_BYTES = 12;

    private TiffPlanes() {}

    /** The file with a page for each channel of a planar page. */
    static byte[] asPages(byte[] bytes, TiffPage page) throws UnreadableImageException {
        int blocks = page.offsets().size() / page.channels();
        if (blocks == 0
                || page.offsets().size() % page.channels() != 0
                || page.counts().size() != page.offsets().size()) {
            throw new UnreadableImageException(
                    "the TIFF file is damaged or cut off: its " + page.offsets().size()
                            + " strips or tiles can't be shared out among " + page.channels() + " channels");
        }
        int start = bytes.length + bytes.length % 2;
        int pageBytes = 2 + ENTRY_BYTES * entries(page, 0, blocks).size() + 4 + (blocks > 1 ? 8 * blocks : 0);
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(start, Math.multiplyExact(pageBytes, page.channels())))
                .order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        out.put(bytes).putShort(2, (short) CLASSIC).putInt(4, start).position(start); // a BigTIFF becomes one, too
        for (int c = 0; c < page.channels(); c++) {
            int next = c + 1 < page.channels() ? out.position() + pageBytes : 0;
            write(out, entries(page, c, blocks), next);
        }
        return out.array();
    }

    /** The tags of a channel's page, in ascending order. */
    private static Map<Integer, List<Long>> entries(TiffPage page, int channel, int blocks) {
        boolean tiled = !page.tile().isEmpty();
        Map<Integer, List<Long>> tags = new TreeMap<>();
        tags.put(256, List.of((long) page.width()));
        tags.put(257, List.of((long) page.height()));
        tags.put(258, List.of((long) page.bits()));
        tags.put(259, List.of((long) page.compression()));
        tags.put(262, List.of(1L));
        tags.put(277, List.of(1L));
        tags.put(317, List.of((long) page.predictor()));
        tags.put(339, List.of((long) page.format()));
        if (tiled) {
            tags.put(322, List.of(page.tile().get(0)));
            tags.put(323, List.of(page.tile().get(1)));
        } else {
            tags.put(278, List.of((long) page.rowsPerStrip()));
        }
        tags.put(tiled ? 324 : 273, page.offsets().subList(channel * blocks, (channel + 1) * blocks));
        tags.put(tiled ? 325 : 279, page.counts().subList(channel * blocks, (channel + 1) * blocks));
        return Collections.unmodifiableMap(tags);
    }

    private static void write(ByteBuffer out, Map<Integer, List<Long>> tags, int next) {
        int values = out.position() + 2 + ENTRY_BYTES * tags.size() + 4;
        out.putShort((short) tags.size());
        for (Map.Entry<Integer, List<Long>> tag : tags.entrySet()) {
            List<Long> numbers = tag.getValue();
            out.putShort(tag.getKey().shortValue()).putShort((short) LONG).putInt(numbers.size());
            if (numbers.size() == 1) {
                out.putInt(numbers.get(0).intValue());
            } else {
                out.putInt(values);
                for (long number : numbers) {
                    out.putInt(values, (int) number);
                    values += 4;
                }
            }
        }
        out.putInt(next).position(values);
    }
}
