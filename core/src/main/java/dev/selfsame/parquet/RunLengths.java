package dev.selfsame.parquet;

import java.io.IOException;

/** Small numbers in runs and in groups of eight packed ones: Parquet's RLE / bit-packing hybrid. */
final class RunLengths {
    private final ByteCursor in;
    private final int width;
    private long left;
    private boolean packed;
    private int run;
    private long bits;
    private int held;

    /**
     * Numbers of so many bits.
     *
     * @param in where they begin, and where they end
     */
    RunLengths(ByteCursor in, int width) throws IOException {
        if (width < 0 || width > 32) {
            throw new IOException("a page is damaged: numbers of " + width + " bits");
        }
        this.in = in;
        this.width = width;
    }

    int next() throws IOException {
        while (left == 0) {
            start();
        }
        left--;
        if (!packed) {
            return run;
        }
        while (held < width) {
            bits |= (long) in.unsignedByte() << held;
            held += 8;
        }
        int value = (int) (bits & ((1L << width) - 1));
        bits >>>= width;
        held -= width;
        return value;
    }

    private void start() throws IOException {
        long header = in.varint();
        packed = (header & 1) != 0;
        left = packed ? (header >>> 1) * 8 : header >>> 1;
        bits = 0;
        held = 0;
        if (left < 0) {
            throw new IOException("a page is damaged: a run without end");
        }
        if (!packed) {
            run = 0;
            for (int shift = 0; shift < width; shift += 8) {
                run |= in.unsignedByte() << shift;
            }
        }
    }
}
