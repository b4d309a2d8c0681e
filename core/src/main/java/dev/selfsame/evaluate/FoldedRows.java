package dev.selfsame.evaluate;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Labelled features, scaled, fold behind fold: a fit without one fold reads the others where they lie. Each fold has its
 * share of each class; which rows, the seed says.
 */
final class FoldedRows implements AutoCloseable {
    private static final long KEY = Draws.hash("folds");

    private final Tensor rows; // [N, D]
    private final int[] labels; // in the order of the rows
    private final int[] starts; // of the folds, and N

    private FoldedRows(Tensor rows, int[] labels, int[] starts) {
        this.rows = rows;
        this.labels = labels;
        this.starts = starts;
    }

    /** In float64 where the features are, else in float32; one fold keeps their order. */
    static FoldedRows of(Labelled train, Standardization standard, int folds, long seed) {
        List<List<Integer>> members = members(train, folds, seed);
        int[] labels = new int[train.size()];
        int[] starts = new int[folds + 1];
        long[] order = new long[train.size()];
        int at = 0;
        for (int fold = 0; fold < folds; fold++) {
            for (int row : members.get(fold)) {
                order[at] = row;
                labels[at++] = train.label(row);
            }
            starts[fold + 1] = at;
        }
        DType type = train.features().dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
        Tensor rows = Tensor.zeros(type, train.size(), train.dimensions()).unscoped();
        try (NoGrad guard = new NoGrad();
                Tensor places = Tensor.of(order, order.length)) {
            Rows.each(rows, (piece, start) -> {
                Tensor some = Indexing.select(train.features(), 0, places.narrow(0, start, piece.size(0)));
                piece.copyInPlace(standard.apply(some, type));
            });
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
        return new FoldedRows(rows, labels, starts);
    }

    private static List<List<Integer>> members(Labelled train, int folds, long seed) {
        List<List<Integer>> members = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            members.add(new ArrayList<>());
        }
        if (folds == 1) {
            for (int i = 0; i < train.size(); i++) {
                members.get(0).add(i);
            }
            return members;
        }
        int next = 0;
        int[][] byClass = train.rowsByClass();
        for (int c = 0; c < byClass.length; c++) {
            int[] rows = byClass[c];
            Draws.of(seed, Stream.PROBE, c, KEY).shuffle(rows);
            for (int row : rows) {
                members.get(next++ % folds).add(row);
            }
        }
        return members;
    }

    /** [N, D]. */
    Tensor rows() {
        return rows;
    }

    int label(int row) {
        return labels[row];
    }

    /** The rows of a fold. */
    SoftmaxLoss.Part fold(int fold) {
        return new SoftmaxLoss.Part(starts[fold], starts[fold + 1] - starts[fold]);
    }

    /** All rows but those of a fold; all rows for -1. */
    List<SoftmaxLoss.Part> without(int fold) {
        List<SoftmaxLoss.Part> parts = new ArrayList<>();
        if (fold < 0) {
            parts.add(new SoftmaxLoss.Part(0, labels.length));
            return parts;
        }
        if (starts[fold] > 0) {
            parts.add(new SoftmaxLoss.Part(0, starts[fold]));
        }
        if (starts[fold + 1] < labels.length) {
            parts.add(new SoftmaxLoss.Part(starts[fold + 1], labels.length - starts[fold + 1]));
        }
        return parts;
    }

    @Override
    public void close() {
        rows.close();
    }
}
