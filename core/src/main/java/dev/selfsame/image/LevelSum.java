package dev.selfsame.image;

/** The exact sum of many whole numbers from 0 to 255, made place by place, since Java adds floats up one at a time only. */
final class LevelSum {
    /** Arrays that can be added before a float would no longer hold each sum. */
    private static final int MOST = (1 << 24) / 255;

    private final float[] sums;
    private int added;
    private long total;

    /**
     * Nothing yet.
     *
     * @param longest of the arrays to come
     */
    LevelSum(int longest) {
        sums = new float[longest];
    }

    void add(float[] levels, int count) {
        PlaneLoops.add(levels, sums, count);
        added++;
        if (added == MOST) {
            gather();
        }
    }

    long total() {
        gather();
        return total;
    }

    private void gather() {
        for (int i = 0; i < sums.length; i++) {
            total += (long) sums[i];
            sums[i] = 0;
        }
        added = 0;
    }
}
