package dev.selfsame.evaluate;

/** Counts how often the true class has the highest score (top-1) or one of the five highest (top-5). */
final class Hits {
    private long rows;
    private long first;
    private long five;

    /** One row. Of equal scores, that of the lower class number counts as higher; a score that isn't allowed is no hit. */
    void add(double[] scores, int label, boolean positiveOnly) {
        rows++;
        if (label >= scores.length || (positiveOnly && !(scores[label] > 0))) {
            return;
        }
        int better = 0;
        for (int c = 0; c < scores.length; c++) {
            if (scores[c] > scores[label] || (scores[c] == scores[label] && c < label)) {
                better++;
            }
        }
        first += better == 0 ? 1 : 0;
        five += better < 5 ? 1 : 0;
    }

    double top1() {
        return (double) first / rows;
    }

    double top5() {
        return (double) five / rows;
    }
}
