package dev.selfsame.image;

/** From samples of any depth, with or without alpha, to 8 bits: rounded to the nearest level, laid on white. */
final class Flattening {
    private Flattening() {}

    /**
     * The 8-bit level of an opaque sample.
     *
     * @param value 0 to {@code full}
     * @param full the value of full brightness, at most 65535
     */
    static byte opaque(int value, int full) {
        return (byte) (full == 255 ? value : (value * 255L + full / 2) / full);
    }

    /**
     * The 8-bit level of a sample that lies over white.
     *
     * @param value 0 to {@code full}, not multiplied by alpha
     * @param alpha 0 (white) to {@code full} (the sample)
     */
    static byte overWhite(int value, int alpha, int full) {
        long square = (long) full * full;
        long level = (long) value * alpha + (long) full * (full - alpha);
        return (byte) ((level * 255 + square / 2) / square);
    }
}
