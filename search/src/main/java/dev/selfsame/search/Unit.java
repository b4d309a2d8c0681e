package dev.selfsame.search;

/** Rows of length one, whose products are cosines. */
final class Unit {
    private Unit() {}

    /** A row of length one in the same direction; one of zeros stays as it is. */
    static float[] length(float[] row) {
        double sum = 0;
        for (float value : row) {
            sum += (double) value * value;
        }
        double scale = sum > 0 ? 1 / Math.sqrt(sum) : 1;
        float[] unit = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            unit[i] = (float) (row[i] * scale);
        }
        return unit;
    }
}
