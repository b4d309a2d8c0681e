package dev.selfsame.video.h264;

import java.io.IOException;
import java.util.Arrays;

/** Bits of a NAL unit, without the bytes that keep start codes out of it (section 7.4.1.1). */
final class Bits {
    private final byte[] bytes;
    private int at;

    private Bits(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Those behind the first byte of a NAL unit.
     *
     * @param most bytes that are looked at
     */
    static Bits of(byte[] nal, int most) {
        int length = Math.min(nal.length, most);
        byte[] plain = new byte[length];
        int to = 0;
        for (int from = 1, zeros = 0; from < length; from++) {
            if (zeros >= 2 && nal[from] == 3) {
                zeros = 0;
            } else {
                zeros = nal[from] == 0 ? zeros + 1 : 0;
                plain[to++] = nal[from];
            }
        }
        return new Bits(Arrays.copyOf(plain, to));
    }

    /** How many bits were read. */
    int position() {
        return at;
    }

    int bits(int count) throws IOException {
        if (count > 8 * bytes.length - at) {
            throw new IOException("its header is cut off");
        }
        int value = 0;
        for (int j = 0; j < count; j++, at++) {
            value = (value << 1) | ((bytes[at >> 3] >> (7 - (at & 7))) & 1);
        }
        return value;
    }

    boolean flag() throws IOException {
        return bits(1) == 1;
    }

    /**
     * An Exp-Golomb code (section 9.1).
     *
     * @param most the largest value that is allowed
     * @param what it is, for an error
     */
    int unsigned(int most, String what) throws IOException {
        int zeros = 0;
        while (!flag()) {
            if (++zeros > 30) {
                throw new IOException("its header is damaged: " + what);
            }
        }
        int value = (1 << zeros) - 1 + bits(zeros);
        if (value > most) {
            throw new IOException("its header is damaged: " + what + " is " + value + ", at most " + most);
        }
        return value;
    }

    /** A signed Exp-Golomb code of any value. */
    int signed(String what) throws IOException {
        int code = unsigned(Integer.MAX_VALUE, what);
        return (code & 1) == 1 ? (code >> 1) + 1 : -(code >> 1);
    }

    /** The bits up to a flag, and the flag cleared, as a NAL unit's contents, closed as such (section 7.3.2.11). */
    byte[] withoutFlag(int flag) {
        byte[] plain = Arrays.copyOf(bytes, (flag + 1) / 8 + 1);
        for (int bit = flag; bit < 8 * plain.length; bit++) {
            plain[bit / 8] &= (byte) ~(0x80 >> (bit & 7));
        }
        plain[(flag + 1) / 8] |= (byte) (0x80 >> ((flag + 1) & 7));
        return escaped(plain);
    }

    private static byte[] escaped(byte[] plain) {
        byte[] out = new byte[2 * plain.length];
        int to = 0;
        int zeros = 0;
        for (byte value : plain) {
            if (zeros == 2 && (value & 0xFC) == 0) {
                out[to++] = 3;
                zeros = 0;
            }
            zeros = value == 0 ? zeros + 1 : 0;
            out[to++] = value;
        }
        return Arrays.copyOf(out, to);
    }
}
