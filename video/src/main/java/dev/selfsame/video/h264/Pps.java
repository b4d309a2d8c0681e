package dev.selfsame.video.h264;

import java.io.IOException;

/**
 * A picture parameter set (section 7.3.2.2), as far as a slice's header needs it.
 *
 * @param id its number
 * @param sps the number of its sequence parameter set
 * @param arithmetic whether slices are coded by CABAC
 * @param orderPresent whether slices say more of the frames' order
 * @param references frames that a slice builds on where it doesn't say how many, in either list
 * @param weighted whether P slices have weights
 * @param weightedTwice how B slices have them
 * @param deblocking whether slices say how they are deblocked
 * @param redundant whether slices may be redundant
 */
record Pps(
        int id,
        int sps,
        boolean arithmetic,
        boolean orderPresent,
        int references,
        int moreReferences,
        boolean weighted,
        int weightedTwice,
        boolean deblocking,
        boolean redundant) {

    /** Reads a NAL unit; what is out of the standard's ranges, or not decoded, is refused. */
    static Pps read(byte[] nal) throws IOException {
        Bits in = Bits.of(nal, 4096);
        int id = in.unsigned(255, "the number of a parameter set");
        int sps = in.unsigned(31, "the number of a parameter set");
        boolean arithmetic = in.flag();
        boolean orderPresent = in.flag();
        if (in.unsigned(7, "the number of slice groups") > 0) {
            throw new IOException("H.264 with groups of slices is not decoded");
        }
        int references = 1 + in.unsigned(31, "the number of references");
        int more = 1 + in.unsigned(31, "the number of references");
        boolean weighted = in.flag();
        int twice = in.bits(2);
        in.signed("the quantiser");
        in.signed("the quantiser");
        in.signed("the quantiser");
        boolean deblocking = in.flag();
        if (in.flag()) {
            throw new IOException("H.264 with constrained intra prediction is not decoded: ffmpeg -i IN -c:v libx264"
                    + " OUT.mp4 codes it anew");
        }
        return new Pps(id, sps, arithmetic, orderPresent, references, more, weighted, twice, deblocking, in.flag());
    }
}
