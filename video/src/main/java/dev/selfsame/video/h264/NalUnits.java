package dev.selfsame.video.h264;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Takes NAL units out of what holds them, each behind its length. */
final class NalUnits {
    static final int SLICE = 1;
    static final int PARTITION = 2;
    static final int KEY_SLICE = 5;
    static final int SPS = 7;
    static final int PPS = 8;

    private NalUnits() {}

    /** Those of a sample, whose lengths take so many bytes, 1 to 4. */
    static List<byte[]> ofSample(byte[] sample, int lengthBytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(sample);
        List<byte[]> units = new ArrayList<>();
        while (in.remaining() >= lengthBytes) {
            long length = 0;
            for (int j = 0; j < lengthBytes; j++) {
                length = (length << 8) | (in.get() & 0xFF);
            }
            if (length > in.remaining()) {
                throw new IOException(
                        "it is damaged: a part of " + length + " bytes where " + in.remaining() + " are left");
            }
            if (length > 0) {
                units.add(take(in, (int) length));
            }
        }
        return units;
    }

    /** The parameter sets of avcC (ISO/IEC 14496-15, section 5.3.3.1). */
    static List<byte[]> ofConfig(byte[] config) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(config).position(5);
        List<byte[]> units = new ArrayList<>();
        for (int mask = 31; mask <= 255; mask += 224) { // 5 bits count one kind, 8 bits the other
            int count = in.hasRemaining() ? in.get() & mask : 0;
            for (int j = 0; j < count; j++) {
                int length = in.remaining() < 2 ? 0 : Short.toUnsignedInt(in.getShort());
                if (length == 0 || length > in.remaining()) {
                    throw new IOException("its index is damaged: the parameters of H.264 (avcC) are cut off");
                }
                units.add(take(in, length));
            }
        }
        return units;
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] unit = new byte[length];
        in.get(unit);
        return unit;
    }
}
