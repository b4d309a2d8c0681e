package dev.selfsame.video.h264;

import java.io.IOException;
import java.util.Set;

/**
 * A sequence parameter set (section 7.3.2.1.1).
 *
 * @param frameNumBits bits of a frame's number
 * @param orderType how the order of showing is coded, 0 to 2
 * @param orderBits bits of a frame's place in it, where the type is 0
 * @param orderIsFixed whether slices say nothing of it, where the type is 1
 * @param references frames that are kept to build on
 * @param blocksWide macroblocks of 16 pixels in a row
 * @param blocksHigh rows of them
 * @param left pixels that are cut off, with those at the other sides
 * @param fullRange whether samples take all values from 0 to 255
 * @param matrix how RGB became luma and chroma (table E-5), 2 where that isn't said
 * @param plain the set without what JCodec needn't see, closed as a NAL unit's contents
 */
record Sps(
        int id,
        int frameNumBits,
        int orderType,
        int orderBits,
        boolean orderIsFixed,
        int references,
        int blocksWide,
        int blocksHigh,
        int left,
        int right,
        int top,
        int bottom,
        boolean fullRange,
        int matrix,
        Plain plain) {
    private static final int EXTENDED_RATIO = 255;
    private static final int LARGEST = 4096; // macroblocks: 65,536 pixels
    private static final int UNSAID = 2;
    private static final Set<Integer> PROFILES = Set.of(66, 77, 100);

    /** Bytes, so that the record's equality needn't look at them. */
    static final class Plain {
        final byte[] bytes;

        Plain(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /** Reads a NAL unit; what is out of the standard's ranges, or not decoded, is refused. */
    static Sps read(byte[] nal) throws IOException {
        Bits in = Bits.of(nal, 4096);
        int profile = in.bits(8);
        in.bits(16); // constraints and level
        int id = in.unsigned(31, "the number of a parameter set");
        if (!PROFILES.contains(profile)) {
            throw new IOException("H.264 of profile " + profile
                    + " is not decoded, only baseline (66), main (77) and high (100): ffmpeg -i IN -c:v libx264 -pix_fmt"
                    + " yuv420p OUT.mp4 makes high of it");
        }
        if (profile == 100) {
            readHigh(in);
        }
        int frameNumBits = 4 + in.unsigned(12, "the length of frame numbers");
        int orderType = in.unsigned(2, "the type of the frames' order");
        int orderBits = orderType == 0 ? 4 + in.unsigned(12, "the length of the frames' order") : 0;
        boolean fixed = orderType == 1 && readCycle(in);
        int references = in.unsigned(16, "the number of reference frames");
        in.flag(); // gaps in frame numbers
        int wide = 1 + in.unsigned(LARGEST - 1, "the width");
        int high = 1 + in.unsigned(LARGEST - 1, "the height");
        if (!in.flag()) {
            throw new IOException("interlaced H.264 is not decoded: ffmpeg -i IN -vf bwdif -c:v libx264 OUT.mp4 makes"
                    + " whole frames of it");
        }
        in.flag(); // how direct prediction is done
        int[] crop = crop(in, wide, high);
        int end = in.position();
        boolean fullRange = false;
        int matrix = UNSAID;
        if (in.flag()) { // video usability information, section E.1.1
            if (in.flag() && in.bits(8) == EXTENDED_RATIO) {
                in.bits(32);
            }
            if (in.flag()) {
                in.flag();
            }
            if (in.flag()) {
                in.bits(3);
                fullRange = in.flag();
                matrix = in.flag() ? in.bits(24) & 0xFF : UNSAID;
            }
        }
        Plain plain = new Plain(in.withoutFlag(end));
        return new Sps(
                id,
                frameNumBits,
                orderType,
                orderBits,
                fixed,
                references,
                wide,
                high,
                crop[0],
                crop[1],
                crop[2],
                crop[3],
                fullRange,
                matrix,
                plain);
    }

    private static void readHigh(Bits in) throws IOException {
        int chroma = in.unsigned(3, "the chroma format");
        if (chroma != 1) {
            throw new IOException("H.264 that is not 4:2:0 is not decoded");
        }
        if (in.unsigned(6, "the depth") + in.unsigned(6, "the depth") != 0) {
            throw new IOException("H.264 of more than 8 bits is not decoded");
        }
        in.flag(); // lossless
        if (in.flag()) {
            for (int list = 0; list < 8; list++) {
                if (in.flag()) {
                    skipScalingList(in, list < 6 ? 16 : 64);
                }
            }
        }
    }

    /** Section 7.3.2.1.1.1. */
    static void skipScalingList(Bits in, int size) throws IOException {
        int last = 8;
        int next = 8;
        for (int j = 0; j < size; j++) {
            if (next != 0) {
                next = Math.floorMod(last + in.signed("a scaling list"), 256);
            }
            last = next == 0 ? last : next;
        }
    }

    private static boolean readCycle(Bits in) throws IOException {
        boolean fixed = in.flag();
        in.signed("the frames' order");
        in.signed("the frames' order");
        int cycle = in.unsigned(255, "the cycle of the frames' order");
        for (int j = 0; j < cycle; j++) {
            in.signed("the frames' order");
        }
        return fixed;
    }

    private static int[] crop(Bits in, int wide, int high) throws IOException {
        int[] crop = new int[4];
        if (in.flag()) {
            for (int side = 0; side < 4; side++) {
                crop[side] = 2 * in.unsigned(8 * LARGEST, "what is cut off");
            }
        }
        if (crop[0] + crop[1] >= 16 * wide || crop[2] + crop[3] >= 16 * high) {
            throw new IOException("its header is damaged: nothing is left of its frames");
        }
        return crop;
    }

    /** Pixels in a row that are shown. */
    int width() {
        return 16 * blocksWide - left - right;
    }

    /** Rows that are shown. */
    int height() {
        return 16 * blocksHigh - top - bottom;
    }

    /** Bytes that a decoder takes: samples and motion of the frames that it keeps and of the one in hand. */
    long memoryBytes() {
        return 256L * blocksWide * blocksHigh * 8 * (references + 3);
    }

    /** Whether frames lie in memory alike. */
    boolean isLike(Sps other) {
        return blocksWide == other.blocksWide
                && blocksHigh == other.blocksHigh
                && frameNumBits == other.frameNumBits
                && references == other.references;
    }
}
