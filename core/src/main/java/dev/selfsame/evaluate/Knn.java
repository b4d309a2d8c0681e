package dev.selfsame.evaluate;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.Threads;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * The weighted nearest-neighbour classifier of self-supervised learning (Wu et al. 2018, arXiv:1805.01978, section 3.4):
 * each of the {@code k} training rows that are most similar by cosine votes {@code e^(cosine / temperature)} for its class.
 * Rows are L2-normalised first. It computes in pieces, so memory beyond the features stays below about 200 MB, for any
 * number of rows and up to some thousands of neighbours and of classes.
 *
 * @param k neighbours, at least 1; usually 200
 * @param temperature of the weights, 0.01 to 100; usually 0.1
 */
public record Knn(int k, double temperature) {
    /** k 200, temperature 0.1. */
    public static final Knn DEFAULT = new Knn(200, 0.1);

    private static final int QUERIES = 512;
    private static final int BANK = 8192;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is outside its range
     */
    public Knn {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, got " + k);
        }
        if (!(temperature >= 0.01 && temperature <= 100)) {
            throw new IllegalArgumentException("temperature must be 0.01 to 100, got " + temperature);
        }
    }

    /**
     * Classifies test rows by training rows. A class for which no neighbour votes is not among the five of top-5.
     *
     * @throws IllegalArgumentException if k is larger than the training set, rows differ in length, or all training rows
     *     are of one class
     */
    public KnnResult evaluate(Labelled train, Labelled test) {
        return evaluate(train, test, QUERIES, BANK);
    }

    KnnResult evaluate(Labelled train, Labelled test, int queries, int bank) {
        long since = System.nanoTime();
        test.requireDimensionsOf(train);
        train.requireTwoClasses("kNN");
        Predictions.Builder predictions = new Predictions.Builder(test.namesWith(train), test.size());
        vote(test.features(), train, true, queries, bank, (votes, i) -> predictions.add(votes, test.label(i), true));
        return new KnnResult(
                predictions.build(),
                k,
                temperature,
                train.size(),
                train.dimensions(),
                (System.nanoTime() - since) / 1e9);
    }

    /**
     * The votes for each class, of rows that are taken as they are: not normalised, similar by their dot product. Where
     * votes of a query would be infinite, all of them are divided by the largest.
     *
     * @param queries [N, D]
     * @return [N][classes of the bank]
     * @throws IllegalArgumentException if k is larger than the bank, or rows differ in length
     */
    public double[][] votes(Tensor queries, Labelled bank) {
        Rows.require("queries", queries, 1);
        double[][] all = new double[Math.toIntExact(queries.size(0))][];
        vote(queries, bank, false, QUERIES, BANK, (votes, i) -> all[i] = votes);
        return all;
    }

    /** Gives the votes of each query, with its place, in rising order. */
    private void vote(
            Tensor queries,
            Labelled bank,
            boolean normalize,
            int queryPiece,
            int bankPiece,
            ObjIntConsumer<double[]> to) {
        if (k > bank.size()) {
            throw new IllegalArgumentException("k is " + k + ", but there are only " + bank.size()
                    + " training rows to choose neighbours from: choose k up to " + bank.size());
        }
        int[] labels = new int[bank.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = bank.label(i);
        }
        boolean wide = queries.dtype() == DType.FLOAT64 || bank.features().dtype() == DType.FLOAT64;
        DType type = wide ? DType.FLOAT64 : DType.FLOAT32;
        Rows.each(queries, queryPiece, (some, first) -> {
            Neighbours[] neighbours = new Neighbours[(int) some.size(0)];
            for (int i = 0; i < neighbours.length; i++) {
                neighbours[i] = new Neighbours(k);
            }
            Tensor left = prepare(some, type, normalize);
            Rows.each(bank.features(), bankPiece, (rows, start) -> {
                Tensor similarities = left.matmul(prepare(rows, type, normalize).t()); // [queries, bank]
                offer(neighbours, similarities, (int) start);
            });
            double[][] votes = new double[neighbours.length][];
            each(votes.length, i -> votes[i] = neighbours[i].votes(labels, bank.classes(), temperature));
            for (int i = 0; i < votes.length; i++) {
                to.accept(votes[i], (int) first + i);
            }
        });
    }

    private static Tensor prepare(Tensor rows, DType type, boolean normalize) {
        Tensor floating = rows.to(type);
        return normalize ? Norm.l2(floating) : floating;
    }

    private static void offer(Neighbours[] neighbours, Tensor similarities, int start) {
        int columns = (int) similarities.size(1);
        if (similarities.dtype() == DType.FLOAT32) {
            float[] values = similarities.toFloats();
            each(neighbours.length, i -> neighbours[i].offer(values, i * columns, columns, start));
        } else {
            double[] values = similarities.toDoubles();
            each(neighbours.length, i -> {
                for (int j = 0; j < columns; j++) {
                    neighbours[i].offer(values[i * columns + j], start + j);
                }
            });
        }
    }

    /** Queries do not touch each other: as many at once as libtorch has threads, or Java. */
    private static void each(int queries, IntConsumer query) {
        IntStream all = IntStream.range(0, queries);
        (Threads.count() == 1 ? all : all.parallel()).forEach(query);
    }
}
