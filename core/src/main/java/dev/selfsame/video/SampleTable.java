package dev.selfsame.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the frames of a track lie, in the order of decoding, and which are key frames (ISO/IEC 14496-12, sections 8.6 and
 * 8.7). A frame takes 12 bytes.
 */
final class SampleTable {
    /** 19 hours at 60 frames a second. */
    static final int MOST = (1 << 22) - 1;

    private final long[] at;
    private final int[] sizes;
    /** The key frames, ascending; null where all are. */
    private final int @Nullable [] keys;

    private SampleTable(long[] at, int[] sizes, int @Nullable [] keys) {
        this.at = at;
        this.sizes = sizes;
        this.keys = keys;
    }

    /** Reads the boxes of a sample table. */
    static SampleTable read(ByteBuffer table) throws IOException {
        int[] sizes = sizes(table);
        return new SampleTable(places(table, sizes), sizes, keys(table, sizes.length));
    }

    private static int[] sizes(ByteBuffer table) throws IOException {
        if (Boxes.find(table, "stz2") != null) {
            throw new IOException("its index has compact sizes (stz2), which are not read");
        }
        ByteBuffer box = Boxes.require(table, "stsz");
        int equal = box.getInt(4);
        long count = Integer.toUnsignedLong(box.getInt(8));
        if (count > MOST) {
            throw new IOException("its index claims " + count + " frames, at most " + MOST + " are read");
        }
        if (equal == 0 && count > (box.limit() - 12) / 4) {
            throw new IOException("its index is damaged: it claims " + count + " frames and has fewer sizes");
        }
        int[] sizes = new int[(int) count];
        for (int k = 0; k < sizes.length; k++) {
            sizes[k] = equal == 0 ? box.getInt(12 + 4 * k) : equal;
        }
        return sizes;
    }

    private static long[] places(ByteBuffer table, int[] sizes) throws IOException {
        ByteBuffer large = Boxes.find(table, "co64");
        ByteBuffer chunks = large == null ? Boxes.require(table, "stco") : large;
        ByteBuffer groups = Boxes.require(table, "stsc");
        int width = large == null ? 4 : 8;
        int count = (int) Math.min(Integer.toUnsignedLong(chunks.getInt(4)), (chunks.limit() - 8) / width);
        int runs = (int) Math.min(Integer.toUnsignedLong(groups.getInt(4)), (groups.limit() - 8) / 12);
        long[] at = new long[sizes.length];
        int run = 0;
        int k = 0;
        for (int chunk = 0; chunk < count && runs > 0; chunk++) {
            while (run + 1 < runs && groups.getInt(8 + 12 * (run + 1)) - 1 <= chunk) {
                run++;
            }
            if (groups.getInt(16 + 12 * run) != 1) {
                throw new IOException("its frames are of more than one format, which is not read");
            }
            long place = large == null
                    ? Integer.toUnsignedLong(chunks.getInt(8 + 4 * chunk))
                    : chunks.getLong(8 + 8 * chunk);
            long frames = Integer.toUnsignedLong(groups.getInt(12 + 12 * run));
            for (long j = 0; j < frames && k < at.length; j++, k++) {
                at[k] = place;
                place += Integer.toUnsignedLong(sizes[k]);
            }
        }
        if (k < at.length) {
            throw new IOException("its index is damaged: it claims " + at.length + " frames and has places for " + k);
        }
        return at;
    }

    private static int @Nullable [] keys(ByteBuffer table, int samples) {
        ByteBuffer box = Boxes.find(table, "stss");
        if (box == null) {
            return null;
        }
        int count = (int) Math.min(Integer.toUnsignedLong(box.getInt(4)), (box.limit() - 8) / 4);
        int[] keys = new int[count + 1];
        int found = 1; // the first frame has none before it
        for (int j = 0; j < count; j++) {
            int key = box.getInt(8 + 4 * j) - 1;
            if (key > keys[found - 1] && key < samples) {
                keys[found++] = key;
            }
        }
        return Arrays.copyOf(keys, found);
    }

    int size() {
        return sizes.length;
    }

    /** The last key frame that isn't behind a sample. */
    int key(int sample) {
        Objects.checkIndex(sample, sizes.length);
        if (keys == null) {
            return sample;
        }
        int found = Arrays.binarySearch(keys, sample);
        return found >= 0 ? sample : keys[-found - 2];
    }

    long at(int sample) {
        return at[sample];
    }

    /** Bytes that a sample takes, as the index claims. */
    long bytes(int sample) {
        return Integer.toUnsignedLong(sizes[sample]);
    }
}
