package dev.selfsame.curate;

import java.util.Arrays;

/**
 * The k most similar of what each of n rows meets, in falling order, in two flat arrays: no object a row. Of equal cosines,
 * the one that was met first comes first.
 */
final class NearestRows {
    private final int k;
    private final int[] rows;
    private final float[] cosines;
    /** The cosine that a row has to exceed to come in. */
    private final float[] worst;

    NearestRows(int n, int k) {
        if ((long) n * k > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("k " + k + " is too many neighbours for " + n + " images: together they"
                    + " must be at most " + (Integer.MAX_VALUE - 8));
        }
        this.k = k;
        rows = new int[n * k];
        cosines = new float[n * k];
        worst = new float[n];
        Arrays.fill(cosines, Float.NEGATIVE_INFINITY);
        Arrays.fill(worst, Float.NEGATIVE_INFINITY);
    }

    /** Offers to a row. */
    void offer(int row, float cosine, int other) {
        if (!(cosine > worst[row])) {
            return;
        }
        int first = row * k;
        int at = first + k - 1;
        while (at > first && cosine > cosines[at - 1]) {
            cosines[at] = cosines[at - 1];
            rows[at] = rows[at - 1];
            at--;
        }
        cosines[at] = cosine;
        rows[at] = other;
        worst[row] = cosines[first + k - 1];
    }

    /** Offers to a row so many others, of which {@code other} is the first; not itself. */
    void offer(int row, float[] values, int from, int count, int other) {
        int self = row - other;
        if (self < 0 || self >= count) {
            offerOthers(row, values, from, count, other);
        } else {
            offerOthers(row, values, from, self, other);
            offerOthers(row, values, from + self + 1, count - self - 1, other + self + 1);
        }
    }

    /** Offers to a row so many rows of another collection, of which {@code other} is the first. */
    void offerOthers(int row, float[] values, int from, int count, int other) {
        float least = worst[row];
        for (int j = 0; j < count; j++) {
            if (values[from + j] > least) {
                offer(row, values[from + j], other + j);
                least = worst[row];
            }
        }
    }

    /** Offers to the rows of columns {@code from} to {@code to} of a block everything in these columns. */
    void offerColumns(float[] values, int firstStart, int count, int secondStart, int columns, int from, int to) {
        for (int i = 0; i < count; i++) {
            int at = i * columns;
            for (int j = from; j < to; j++) {
                if (values[at + j] > worst[secondStart + j]) {
                    offer(secondStart + j, values[at + j], firstStart + i);
                }
            }
        }
    }

    int row(int i, int place) {
        return rows[i * k + place];
    }

    float cosine(int i, int place) {
        return cosines[i * k + place];
    }
}
