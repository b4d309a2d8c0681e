package dev.selfsame.parquet;

import java.io.IOException;

/** Integers by their differences, in blocks: Parquet's DELTA_BINARY_PACKED. */
final class DeltaIntegers {
    private final ByteCursor in;
    private final int miniblocks;
    private final int perMiniblock;
    private final int[] widths;
    private long value;
    private long total;
    private long given;
    private long smallest;
    private int miniblock;
    private int leftInMiniblock;
    private long bits;
    private int held;

    DeltaIntegers(ByteCursor in) throws IOException {
        this.in = in;
        long block = in.varint();
        long parts = in.varint();
        this.total = in.varint();
        this.value = in.zigzag();
        if (parts < 1 || parts > 512 || block < 8 || block > 1 << 20 || block % parts != 0 || block / parts % 8 != 0) {
            throw new IOException("a page is damaged: blocks of " + block + " numbers in " + parts + " parts");
        }
        this.miniblocks = (int) parts;
        this.perMiniblock = (int) (block / parts);
        this.widths = new int[miniblocks];
        this.miniblock = miniblocks;
    }

    /** How many there are. */
    long total() {
        return total;
    }

    long next() throws IOException {
        if (given >= total) {
            throw new IOException("a page is damaged: it has fewer numbers than values");
        }
        if (given++ > 0) {
            if (leftInMiniblock == 0) {
                startMiniblock();
            }
            leftInMiniblock--;
            value += smallest + packed(widths[miniblock]);
        }
        return value;
    }

    /** Passes over what fills up the last miniblock, so that what lies behind can be read. */
    void end() throws IOException {
        while (leftInMiniblock > 0) {
            leftInMiniblock--;
            packed(widths[miniblock]);
        }
    }

    private void startMiniblock() throws IOException {
        if (++miniblock >= miniblocks) {
            miniblock = 0;
            smallest = in.zigzag();
            for (int k = 0; k < miniblocks; k++) {
                widths[k] = in.unsignedByte();
            }
        }
        if (widths[miniblock] > 64) {
            throw new IOException("a page is damaged: numbers of " + widths[miniblock] + " bits");
        }
        leftInMiniblock = perMiniblock;
        bits = 0;
        held = 0;
    }

    /** The next number of so many bits. A miniblock has a multiple of eight, so that it ends with a byte. */
    private long packed(int width) throws IOException {
        long number = 0;
        for (int got = 0; got < width; ) {
            if (held == 0) {
                bits = in.unsignedByte();
                held = 8;
            }
            int take = Math.min(held, width - got);
            number |= (bits & ((1L << take) - 1)) << got;
            bits >>>= take;
            held -= take;
            got += take;
        }
        return number;
    }
}
