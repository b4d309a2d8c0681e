package dev.selfsame.nn;

/**
 * Positions of the patches of a square by sines and cosines of falling frequency (Vaswani et al. 2017, arXiv:1706.03762,
 * section 3.5, in two dimensions as He et al. 2022, arXiv:2111.06377, have them): the first half of a vector tells the
 * column, the second the row, each sines first.
 */
public final class SineCosinePositions {
    private static final double LONGEST = 10_000;

    private SineCosinePositions() {}

    /**
     * The table.
     *
     * @param width length of a vector; a multiple of 4
     * @param side patches on a side, at least 1
     * @param prefix vectors of zeros before those of the patches, for a class token and registers; 0 or more
     * @return [prefix + side², width], row by row
     */
    public static double[] of(int width, int side, int prefix) {
        if (width < 4 || width % 4 != 0) {
            throw new IllegalArgumentException("positions of sines and cosines need a multiple of 4, got " + width);
        }
        Check.atLeast(1, "side", side);
        Check.atLeast(0, "prefix", prefix);
        double[] table = new double[Math.multiplyExact(Math.addExact(prefix, Math.multiplyExact(side, side)), width)];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int start = (prefix + row * side + column) * width;
                fill(table, start, width / 4, column);
                fill(table, start + width / 2, width / 4, row);
            }
        }
        return table;
    }

    private static void fill(double[] table, int start, int frequencies, int place) {
        for (int i = 0; i < frequencies; i++) {
            double angle = place / StrictMath.pow(LONGEST, (double) i / frequencies);
            table[start + i] = StrictMath.sin(angle);
            table[start + frequencies + i] = StrictMath.cos(angle);
        }
    }
}
