package dev.selfsame.video.h264;

import java.io.IOException;

/**
 * The header of a slice (section 7.3.3), as far as a decoder takes memory or loops by it.
 *
 * @param added frames to build on that it adds, less those that it removes; {@link Integer#MIN_VALUE} where it lets go of all
 * @param slides whether the oldest one makes room
 */
record SliceHeader(int added, boolean slides) {
    private static final int KEY = 5; // nal_unit_type of a slice of a key frame
    private static final int P = 0;
    private static final int B = 1;
    private static final int I = 2;
    private static final int MOST_CHANGES = 66; // two for each of 32 references, and the end
    private static final int MOST_LONG = 31;

    /** Which parameter sets a decoder knows. */
    interface Sets {
        Pps pps(int id) throws IOException;

        Sps sps(int id) throws IOException;
    }

    /** Reads a NAL unit; what is out of the standard's ranges, or not decoded, is refused. */
    static SliceHeader read(byte[] nal, Sets sets) throws IOException {
        Bits in = Bits.of(nal, 8192);
        boolean key = (nal[0] & 31) == KEY;
        boolean kept = ((nal[0] >> 5) & 3) != 0;
        int firstBlock = in.unsigned(Integer.MAX_VALUE - 1, "where a slice begins");
        int type = in.unsigned(9, "the type of a slice") % 5;
        Pps pps = sets.pps(in.unsigned(255, "the number of a parameter set"));
        Sps sps = sets.sps(pps.sps());
        if (firstBlock >= sps.blocksWide() * sps.blocksHigh()) {
            throw new IOException("its header is damaged: a slice begins outside of the frame");
        }
        if (type > I || (key && type != I)) {
            throw new IOException("H.264 with switching slices is not decoded");
        }
        in.bits(sps.frameNumBits());
        if (key) {
            in.unsigned(65_535, "the number of a key frame");
        }
        readOrder(in, sps, pps);
        if (pps.redundant()) {
            in.unsigned(127, "the number of a copy");
        }
        if (type != I) {
            readReferences(in, type, pps);
        }
        SliceHeader header = kept ? marking(in, key) : new SliceHeader(0, false);
        refuseUnfiltered(in, pps, type);
        return header;
    }

    /** JCodec filters the edges of blocks in slices that say not to. */
    private static void refuseUnfiltered(Bits in, Pps pps, int type) throws IOException {
        if (pps.arithmetic() && type != I) {
            in.unsigned(2, "the start of the arithmetic code");
        }
        in.signed("the quantiser");
        if (pps.deblocking() && in.unsigned(2, "the filter") == 1) {
            throw new IOException(
                    "H.264 without deblocking is not decoded: ffmpeg -i IN -c:v libx264 OUT.mp4 codes it anew");
        }
    }

    private static void readOrder(Bits in, Sps sps, Pps pps) throws IOException {
        in.bits(sps.orderBits());
        int deltas = sps.orderType() == 1 && !sps.orderIsFixed() ? 1 : 0;
        boolean isSaid = sps.orderType() == 0 || deltas == 1;
        for (int j = deltas + (pps.orderPresent() && isSaid ? 1 : 0); j > 0; j--) {
            in.signed("the frames' order");
        }
    }

    private static void readReferences(Bits in, int type, Pps pps) throws IOException {
        if (type == B) {
            if (!in.flag()) {
                throw new IOException("H.264 with temporal direct prediction is not decoded: ffmpeg -i IN -c:v libx264"
                        + " OUT.mp4 codes it anew");
            }
        }
        int[] counts = {pps.references(), type == B ? pps.moreReferences() : 0};
        if (in.flag()) {
            counts[0] = 1 + in.unsigned(31, "the number of references");
            counts[1] = type == B ? 1 + in.unsigned(31, "the number of references") : 0;
        }
        for (int list = 0; list <= type; list++) { // P has one, B two
            if (in.flag()) {
                readChanges(in);
            }
        }
        if (type == P ? pps.weighted() : pps.weightedTwice() == 1) {
            readWeights(in, counts);
        }
    }

    private static void readChanges(Bits in) throws IOException {
        int changes = 0;
        while (in.unsigned(3, "the order of references") != 3) {
            in.unsigned(1 << 17, "the order of references");
            if (++changes > MOST_CHANGES) {
                throw new IOException("its header is damaged: too many changes of references");
            }
        }
    }

    /** Section 7.3.3.2. */
    private static void readWeights(Bits in, int[] counts) throws IOException {
        in.unsigned(7, "a weight");
        in.unsigned(7, "a weight");
        for (int reference = counts[0] + counts[1]; reference > 0; reference--) {
            for (int values = 2; values <= 4; values += 2) { // of luma, and of both chromas
                if (in.flag()) {
                    for (int j = 0; j < values; j++) {
                        in.signed("a weight");
                    }
                }
            }
        }
    }

    /** Section 7.3.3.3. */
    private static SliceHeader marking(Bits in, boolean key) throws IOException {
        if (key) {
            in.bits(2);
            return new SliceHeader(Integer.MIN_VALUE, false);
        }
        if (!in.flag()) {
            return new SliceHeader(1, true);
        }
        int added = 1;
        for (int changes = 0; ; changes++) {
            int operation = in.unsigned(6, "what becomes of references");
            if (operation == 0) {
                return new SliceHeader(added, false);
            }
            if (changes > MOST_CHANGES) {
                throw new IOException("its header is damaged: too many changes of references");
            }
            if (operation == 1 || operation == 3) {
                in.unsigned(1 << 17, "what becomes of references");
            }
            if (operation != 1 && operation != 5) {
                in.unsigned(operation == 2 ? 2 * MOST_LONG : MOST_LONG + 1, "what becomes of references");
            }
            if (operation == 5) {
                added = Integer.MIN_VALUE;
            } else if (operation <= 2 && added != Integer.MIN_VALUE) {
                added--;
            }
        }
    }
}
