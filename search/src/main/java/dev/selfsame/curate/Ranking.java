package dev.selfsame.curate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Rows in an order, each once and with its score. */
public final class Ranking {
    private final int[] rows;
    private final double[] scores;

    /** Takes over both arrays, which are of one length. */
    Ranking(int[] rows, double[] scores) {
        this.rows = rows;
        this.scores = scores;
    }

    /** All rows by falling scores; of equal ones the lower row comes first. */
    static Ranking falling(double[] scoreOf) {
        int[] rows = IntStream.range(0, scoreOf.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> -scoreOf[row])
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Ranking(
                rows, Arrays.stream(rows).mapToDouble(row -> scoreOf[row]).toArray());
    }

    /** How many. */
    public int size() {
        return rows.length;
    }

    /** The row at a place, 0 being the first. */
    public int row(int place) {
        return rows[place];
    }

    /** The score of the row at a place. */
    public double score(int place) {
        return scores[place];
    }

    /** All rows in their order. */
    public int[] rows() {
        return rows.clone();
    }

    /** The first few, or all where there are fewer. */
    public Ranking first(int count) {
        int most = Math.min(count, rows.length);
        return new Ranking(Arrays.copyOf(rows, most), Arrays.copyOf(scores, most));
    }

    @Override
    public String toString() {
        return "Ranking[" + size() + " rows]";
    }
}
