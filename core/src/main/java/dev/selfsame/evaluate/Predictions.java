package dev.selfsame.evaluate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a classifier predicted: of each test row its class, the class with the highest score, and whether its own was among five. */
public final class Predictions {
    private static final long SEED = 1;

    private final List<String> classes;
    private final int[] labels;
    private final int[] predicted;
    private final boolean[] amongFive;
    private @Nullable Interval interval;

    private Predictions(List<String> classes, int[] labels, int[] predicted, boolean[] amongFive) {
        this.classes = classes;
        this.labels = labels;
        this.predicted = predicted;
        this.amongFive = amongFive;
    }

    /** How many rows were asked. */
    public int size() {
        return labels.length;
    }

    /** The class of a row. */
    public int label(int row) {
        return labels[row];
    }

    /** The class that a row was given, the predicted one; -1 where none could be. */
    public int predicted(int row) {
        return predicted[row];
    }

    /** The share of rows that were given their class, 0 to 1. */
    public double top1() {
        return mean(right());
    }

    /** The share of rows whose class has one of the five highest scores, 0 to 1. */
    public double top5() {
        double five = 0;
        for (boolean hit : amongFive) {
            five += hit ? 1 : 0;
        }
        return five / size();
    }

    /** Between what {@link #top1} lies with 95 % confidence, by {@link Bootstrap} over the rows with seed 1. */
    public synchronized Interval top1Interval() {
        if (interval == null) {
            interval = Bootstrap.ofMean(right(), SEED);
        }
        return interval;
    }

    /** The share of rows of the most frequent class, above 0 to 1: what is right by always saying that one. */
    public double chance() {
        int[] rows = new int[classes.size()];
        for (int label : labels) {
            rows[label]++;
        }
        return (double) Arrays.stream(rows).max().orElse(0) / size();
    }

    /** Which classes were taken for which. */
    public Confusion confusion() {
        return Confusion.of(classes, labels, predicted);
    }

    private double[] right() {
        double[] right = new double[size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = labels[i] == predicted[i] ? 1 : 0;
        }
        return right;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Predictions that
                && classes.equals(that.classes)
                && Arrays.equals(labels, that.labels)
                && Arrays.equals(predicted, that.predicted)
                && Arrays.equals(amongFive, that.amongFive);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(labels) + Arrays.hashCode(predicted);
    }

    @Override
    public String toString() {
        return "Predictions(" + size() + " rows, top-1 " + top1() + ", top-5 " + top5() + ")";
    }

    /** Takes the scores row by row. */
    static final class Builder {
        private final List<String> classes;
        private final int[] labels;
        private final int[] predicted;
        private final boolean[] amongFive;
        private int rows;

        /**
         * None yet.
         *
         * @param classes the name of each class, of those that only the test rows have too
         * @param rows how many will be added
         */
        Builder(List<String> classes, int rows) {
            this.classes = List.copyOf(classes);
            labels = new int[rows];
            predicted = new int[rows];
            amongFive = new boolean[rows];
        }

        /**
         * One row. Of equal scores, that of the lower class number counts as higher.
         *
         * @param scores one a class; a class beyond them is never right
         * @param positiveOnly whether a score that isn't above 0 says that the class was not named at all
         */
        void add(double[] scores, int label, boolean positiveOnly) {
            int best = 0;
            for (int c = 1; c < scores.length; c++) {
                best = scores[c] > scores[best] ? c : best;
            }
            labels[rows] = label;
            predicted[rows] = positiveOnly && !(scores[best] > 0) ? -1 : best;
            amongFive[rows] =
                    label < scores.length && !(positiveOnly && !(scores[label] > 0)) && rank(scores, label) < 5;
            rows++;
        }

        private static int rank(double[] scores, int label) {
            int better = 0;
            for (int c = 0; c < scores.length; c++) {
                better += scores[c] > scores[label] || (scores[c] == scores[label] && c < label) ? 1 : 0;
            }
            return better;
        }

        /** A row whose scores stand in a matrix of single precision. */
        void add(float[] scores, int row, int count, int label) {
            double[] own = new double[count];
            for (int c = 0; c < count; c++) {
                own[c] = scores[row * count + c];
            }
            add(own, label, false);
        }

        Predictions build() {
            if (rows != labels.length) {
                throw new IllegalStateException(labels.length + " rows were promised, " + rows + " came");
            }
            return new Predictions(classes, labels, predicted, amongFive);
        }
    }
}
