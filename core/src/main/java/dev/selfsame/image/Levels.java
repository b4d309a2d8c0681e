package dev.selfsame.image;

/** Samples out of numbers that may lie beyond 0–255: by a table, since that is quicker than to compare. */
final class Levels {
    /** A power of two: a number's low bits are its place. Sharpening filters leave the range by less than half of it. */
    private static final int PLACES = 1024;

    private static final int MASK = PLACES - 1;
    private static final int[] LEVEL = new int[PLACES];
    private static final float[] FLOAT = new float[PLACES];

    static {
        for (int value = -PLACES / 2; value < PLACES / 2; value++) {
            LEVEL[value & MASK] = Math.max(0, Math.min(255, value));
            FLOAT[value & MASK] = LEVEL[value & MASK];
        }
    }

    private Levels() {}

    /** The number held to 0–255, if it is −512 to 511. */
    static int clip(int value) {
        return LEVEL[value & MASK];
    }

    /** Holds numbers to 0–255. */
    static void toFloats(int[] values, int from, float[] out, int at, int count) {
        for (int i = 0; i < count; i++) {
            out[at + i] = FLOAT[values[from + i] & MASK];
        }
    }

    /** Holds numbers to 0–255 and writes them so far apart. */
    static void toBytes(int[] values, int from, byte[] out, int at, int step, int count) {
        for (int i = 0, p = at; i < count; i++, p += step) {
            out[p] = (byte) LEVEL[values[from + i] & MASK];
        }
    }

    /** Takes samples that lie so far apart. */
    static void toFloats(byte[] samples, int from, int step, float[] out, int at, int count) {
        for (int i = 0, p = from; i < count; i++, p += step) {
            out[at + i] = FLOAT[samples[p] & 0xFF];
        }
    }
}
