package dev.selfsame.evaluate;

import dev.selfsame.tensor.Scope;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Multinomial logistic regression on frozen features by L-BFGS: the linear probe without learning rate, epochs or order.
 * It minimises scikit-learn's function, {@code C · Σ cross-entropy + ‖W‖²/2} with free biases, to its one minimum. Where
 * more than one C is given, that with the best mean accuracy over stratified folds of the training rows is taken, of equal
 * ones the smallest; test rows have no say.
 *
 * @param strengths the C to choose from, above 0: the smaller, the stronger the regularisation; at least one
 * @param folds 2 to 100; not more than there are training rows
 * @param scaling of the features: as they are, or standardized by all training rows
 * @param iterations the most of the last fit, at least 1; those that choose C have 200 at most
 * @param seed of the folds
 */
public record LogisticRegression(List<Double> strengths, int folds, Scaling scaling, int iterations, long seed) {
    private static final int MOST_OF_A_FOLD = 200; // weak regularisations take long and hardly ever win

    /** Checks the ranges. */
    public LogisticRegression {
        strengths = strengths.stream().sorted().toList();
        if (strengths.isEmpty()) {
            throw new IllegalArgumentException("give at least one C");
        }
        for (double c : strengths) {
            if (!(c >= 1e-10 && c <= 1e10)) {
                throw new IllegalArgumentException("C must be 1e-10 to 1e10, got " + c);
            }
        }
        if (folds < 2 || folds > 100) {
            throw new IllegalArgumentException("folds must be 2 to 100, got " + folds);
        }
        if (scaling == Scaling.BATCH_NORM) {
            throw new IllegalArgumentException("logistic regression has no batches, and so no batch norm");
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations must be at least 1, got " + iterations);
        }
    }

    /** C out of ten from 1e-4 to 1e4, as scikit-learn's LogisticRegressionCV, by five folds, on standardized features. */
    public static LogisticRegression standard(long seed) {
        return new LogisticRegression(
                IntStream.range(0, 10)
                        .mapToObj(i -> StrictMath.pow(10, -4 + 8 * i / 9.0))
                        .toList(),
                5,
                Scaling.STANDARDIZED,
                1000,
                seed);
    }

    /** With one C, and no folds. */
    public static LogisticRegression of(double c, Scaling scaling) {
        return new LogisticRegression(List.of(c), 2, scaling, 1000, 1);
    }

    /** As {@link #evaluate(Labelled, Labelled, Watcher)}, unwatched. */
    public LogisticResult evaluate(Labelled train, Labelled test) {
        return evaluate(train, test, Watcher.NONE);
    }

    /**
     * Fits to one set and measures on the other. Equal arguments give equal results.
     *
     * @param watcher hears of each fit on folds
     * @throws IllegalArgumentException if rows differ in length, the training rows are of one class, or there are fewer
     *     than folds
     */
    public LogisticResult evaluate(Labelled train, Labelled test, Watcher watcher) {
        long since = System.nanoTime();
        test.requireDimensionsOf(train);
        train.requireTwoClasses("logistic regression");
        boolean choosing = strengths.size() > 1;
        if (choosing && train.size() < folds) {
            throw new IllegalArgumentException(
                    folds + " folds need as many training rows, got " + train.size() + ": give one C instead");
        }
        try (Scope scope = new Scope();
                Standardization standard = scaling == Scaling.STANDARDIZED
                        ? Standardization.of(train.features())
                        : Standardization.none(train.dimensions());
                FoldedRows rows = FoldedRows.of(train, standard, choosing ? folds : 1, seed)) {
            double[] chances = choosing ? chances(rows, watcher) : null;
            int best = chances == null ? 0 : best(chances);
            LogisticFit fit = LogisticFit.of(
                    rows.rows(),
                    rows::label,
                    rows.without(-1),
                    strengths.get(best),
                    iterations,
                    LogisticFit.EXACT,
                    null);
            Predictions.Builder predictions = new Predictions.Builder(test.namesWith(train), test.size());
            Rows.each(
                    test.features(),
                    (piece, start) -> fit.score(
                            standard.apply(piece, fit.type()),
                            (row, scores) -> predictions.add(
                                    fit.spread(scores, train.classes()), test.label((int) start + row), false)));
            return result(predictions.build(), best, chances, fit, train, since);
        }
    }

    private LogisticResult result(
            Predictions predictions,
            int best,
            double @Nullable [] chances,
            LogisticFit fit,
            Labelled train,
            long since) {
        return new LogisticResult(
                predictions,
                strengths.get(best),
                chances == null ? 0 : folds,
                chances == null ? null : chances[best],
                fit.outcome().iterations(),
                fit.outcome().converged(),
                train.size(),
                train.dimensions(),
                (System.nanoTime() - since) / 1e9,
                settings());
    }

    /** The mean accuracy of each C on the folds that a fit hasn't seen. A fit begins where the one with a smaller C ended. */
    private double[] chances(FoldedRows rows, Watcher watcher) {
        double[] right = new double[strengths.size()];
        int most = Math.min(iterations, MOST_OF_A_FOLD);
        long fits = 0;
        for (int fold = 0; fold < folds; fold++) {
            LogisticFit fit = null;
            List<SoftmaxLoss.Part> others = rows.without(fold);
            boolean alone = others.stream()
                            .flatMapToInt(
                                    part -> IntStream.range((int) part.start(), (int) (part.start() + part.length())))
                            .map(rows::label)
                            .distinct()
                            .limit(2)
                            .count()
                    < 2;
            for (int i = 0; i < right.length; i++) {
                if (!alone) { // of one class nothing is learned: each C is as good
                    fit = LogisticFit.of(
                            rows.rows(), rows::label, others, strengths.get(i), most, LogisticFit.ROUGH, fit);
                    right[i] += fit.right(rows.rows(), rows::label, rows.fold(fold)) / folds;
                }
                watcher.done(++fits, (long) folds * right.length);
            }
        }
        return right;
    }

    private static int best(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    /** The settings that matter, in a line. */
    public String settings() {
        String choice = strengths.size() == 1
                ? "C " + strengths.get(0)
                : "C by " + folds + " folds, stratified, out of " + strengths.size() + " from "
                        + Collections.min(strengths) + " to " + Collections.max(strengths);
        return "multinomial, L2, L-BFGS, " + choice + ", " + scaling + ", frozen: computed once, no augmentation";
    }
}
