package dev.selfsame.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Whole numbers from float to int and back, by their bits: Java 17 uses vector instructions for sums and for copies, but
 * not for casts. Next to 2²³ a float's last bits are a whole number's.
 *
 * <p>Working space of the thread at hand.
 */
final class WholeFloats {
    private static final float SHIFT = 0x1p23f;
    private static final int SHIFT_BITS = Float.floatToRawIntBits(SHIFT);

    private static final ThreadLocal<WholeFloats> KEPT = ThreadLocal.withInitial(() -> new WholeFloats(0));

    private final FloatBuffer floats;
    private final IntBuffer ints;

    private WholeFloats(int length) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(length * Float.BYTES).order(ByteOrder.nativeOrder());
        floats = bytes.asFloatBuffer();
        ints = bytes.asIntBuffer();
    }

    /** For at most so many numbers at a time; good until the next call on this thread. */
    static WholeFloats of(int length) {
        WholeFloats kept = KEPT.get();
        if (kept.floats.capacity() < length) {
            kept = new WholeFloats(length);
            KEPT.set(kept);
        }
        return kept;
    }

    /**
     * Numbers from 0 to 2²³ as ints.
     *
     * @param in is raised by 2²³
     */
    void toInts(float[] in, int from, int[] out, int to, int count) {
        for (int i = from; i < from + count; i++) {
            in[i] += SHIFT;
        }
        floats.put(0, in, from, count);
        ints.get(0, out, to, count);
        for (int i = to; i < to + count; i++) {
            out[i] &= ~SHIFT_BITS;
        }
    }

    /**
     * Numbers from 0 to 2²³ as floats.
     *
     * @param in is not what it was afterwards
     */
    void toFloats(int[] in, int from, float[] out, int to, int count) {
        for (int i = from; i < from + count; i++) {
            in[i] |= SHIFT_BITS;
        }
        ints.put(0, in, from, count);
        floats.get(0, out, to, count);
        for (int i = to; i < to + count; i++) {
            out[i] -= SHIFT;
        }
    }
}
