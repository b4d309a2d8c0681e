package dev.selfsame.curate;

import dev.selfsame.evaluate.Watcher;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.tensor.Threads;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Walks rows in pieces whose memory doesn't grow with their number, the same for any number of threads. */
final class Blocks {
    /** Rows of a block: two of them make 4 million cosines. */
    static final int ROWS = 2048;

    private static final int COLUMNS = 64;

    private Blocks() {}

    /** Takes the cosines of two blocks: row {@code i} of the first with row {@code j} of the second at [i · columns + j]. */
    interface Pair {
        void take(float[] cosines, int firstStart, int rows, int secondStart, int columns);
    }

    /** Takes a block of rows. */
    interface Piece {
        void take(Tensor rows, int start);
    }

    /** All rows in order, each block in a scope of its own. */
    static void each(Tensor rows, Piece piece) {
        each(rows, ROWS, piece);
    }

    /** All rows in order, so many at a time, each block in a scope of its own. */
    static void each(Tensor rows, int length, Piece piece) {
        int n = (int) rows.size(0);
        try (NoGrad guard = new NoGrad()) {
            for (int start = 0; start < n; start += length) {
                try (Scope scope = new Scope()) {
                    piece.take(rows.narrow(0, start, Math.min(length, n - start)), start);
                }
            }
        }
    }

    /**
     * Every block with itself and with each one behind it, so that every pair of rows comes up, once but for those within a
     * block, which come up twice. A row meets the others in rising order.
     */
    static void pairs(Tensor rows, Watcher watcher, Pair pair) {
        long blocks = (rows.size(0) + ROWS - 1) / ROWS;
        long whole = blocks * (blocks + 1) / 2;
        long[] part = new long[1];
        each(rows, (first, firstStart) -> {
            Tensor rest = rows.narrow(0, firstStart, rows.size(0) - firstStart);
            each(rest, (second, offset) -> {
                float[] cosines = Products.of(first, second); // [first, second]
                pair.take(cosines, firstStart, (int) first.size(0), firstStart + offset, (int) second.size(0));
                watcher.done(++part[0], whole);
            });
        });
    }

    /** Every block of some rows with every block of others; a row meets the others in rising order. */
    static void products(Tensor rows, Tensor others, Watcher watcher, Pair pair) {
        long blocks = (rows.size(0) + ROWS - 1) / ROWS;
        each(rows, (first, firstStart) -> {
            each(others, (second, secondStart) -> {
                float[] cosines = Products.of(first, second); // [first, second]
                pair.take(cosines, firstStart, (int) first.size(0), secondStart, (int) second.size(0));
            });
            watcher.done(firstStart / ROWS + 1, blocks);
        });
    }

    /** Does what doesn't touch each other, as many at once as libtorch has threads, or Java. */
    static void parallel(int count, IntConsumer work) {
        IntStream all = IntStream.range(0, count);
        (Threads.count() == 1 ? all : all.parallel()).forEach(work);
    }

    /** Runs of columns that are walked row by row, so that neighbouring memory is read together. */
    static void parallelColumns(int columns, ColumnRun run) {
        parallel((columns + COLUMNS - 1) / COLUMNS, piece -> {
            int from = piece * COLUMNS;
            run.take(from, Math.min(columns, from + COLUMNS));
        });
    }

    /** Takes a run of columns. */
    interface ColumnRun {
        void take(int from, int to);
    }
}
