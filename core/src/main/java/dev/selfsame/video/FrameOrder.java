package dev.selfsame.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * In which order frames are shown, where that isn't the order in which they lie in the file and are decoded: by the times
 * of decoding (stts) and what lies between decoding and showing (ctts; ISO/IEC 14496-12, section 8.6.1).
 */
final class FrameOrder {
    /** Places are packed behind times into one number that sorts; times that make no sense may sort in any way. */
    private static final int PLACE_BITS = 22;

    private static final long LATEST = 1L << (62 - PLACE_BITS);

    /** By place in the order of showing the sample; null where the two orders are one. */
    private final int @Nullable [] sampleOf;
    /** By sample its place in the order of showing. */
    private final int @Nullable [] frameOf;

    private FrameOrder(int @Nullable [] sampleOf, int @Nullable [] frameOf) {
        this.sampleOf = sampleOf;
        this.frameOf = frameOf;
    }

    /** The order of so many samples, fewer than 2²². */
    static FrameOrder read(ByteBuffer table, int samples) throws IOException {
        ByteBuffer shifts = Boxes.find(table, "ctts");
        if (shifts == null) {
            return new FrameOrder(null, null);
        }
        long[] times = new long[samples];
        addRuns(times, Boxes.require(table, "stts"), true);
        addRuns(times, shifts, false);
        for (int k = 0; k < samples; k++) {
            times[k] = Math.max(-LATEST, Math.min(LATEST - 1, times[k])) << PLACE_BITS | k;
        }
        Arrays.sort(times);
        int[] sampleOf = new int[samples];
        int[] frameOf = new int[samples];
        for (int frame = 0; frame < samples; frame++) {
            sampleOf[frame] = (int) times[frame] & ((1 << PLACE_BITS) - 1);
            frameOf[sampleOf[frame]] = frame;
        }
        return new FrameOrder(sampleOf, frameOf);
    }

    /** Adds values that are stored as runs of equal ones, or what they add up to. */
    private static void addRuns(long[] times, ByteBuffer box, boolean sums) {
        int entries = (int) Math.min(Integer.toUnsignedLong(box.getInt(4)), (box.limit() - 8) / 8);
        int k = 0;
        long sum = 0;
        for (int entry = 0; entry < entries; entry++) {
            long count = Integer.toUnsignedLong(box.getInt(8 + 8 * entry));
            int value = box.getInt(12 + 8 * entry); // signed in ctts of version 1, and small in version 0
            for (long j = 0; j < count && k < times.length; j++, k++) {
                times[k] += sums ? sum : value;
                sum += sums ? Integer.toUnsignedLong(value) : 0;
            }
        }
        for (; sums && k < times.length; k++) {
            times[k] += sum++; // cut short: the rest in its own order
        }
    }

    int sample(int frame) {
        return sampleOf == null ? frame : sampleOf[frame];
    }

    int frame(int sample) {
        return frameOf == null ? sample : frameOf[sample];
    }
}
