package dev.selfsame.image;

/** From samples of any depth, with or without alpha, to 8 bits: rounded to the nearest level, laid on a colour. */
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
     * The 8-bit level of a sample that lies over a ground.
     *
     * @param value 0 to {@code full}, not multiplied by alpha
     * @param alpha 0 (the ground) to {@code full} (the sample)
     * @param ground 0 to 255
     */
    static byte over(int value, int alpha, int full, int ground) {
        long square = (long) full * full;
        long level = 255L * value * alpha + (long) ground * full * (full - alpha);
        return (byte) ((level + square / 2) / square);
    }

    /**
     * The 8-bit level of a sample that was multiplied by alpha and lies over a ground.
     *
     * @param value 0 to {@code full}; what is above alpha is not there
     */
    static byte multipliedOver(int value, int alpha, int full, int ground) {
        long level = 255L * Math.min(value, alpha) + (long) ground * (full - alpha);
        return (byte) ((level + full / 2) / full);
    }
}
