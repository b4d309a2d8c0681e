package dev.selfsame.evaluate;

import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;

/** Features as rows of a matrix [N, D]: checks, and walking them in pieces of bounded memory. */
final class Rows {
    private static final long VALUES = 1 << 22; // of a piece

    private Rows() {}

    interface Piece {
        void run(Tensor rows, long start);
    }

    /** Runs pieces of rows one after the other, without gradients, each inside a scope of its own. */
    static void each(Tensor rows, long length, Piece piece) {
        long n = rows.size(0);
        try (NoGrad guard = new NoGrad()) {
            for (long start = 0; start < n; start += length) {
                try (Scope scope = new Scope()) {
                    piece.run(rows.narrow(0, start, Math.min(length, n - start)), start);
                }
            }
        }
    }

    /** As {@link #each(Tensor, long, Piece)}, as many rows at a time as make about four million values. */
    static void each(Tensor rows, Piece piece) {
        each(rows, Math.max(1, VALUES / rows.size(1)), piece);
    }

    /** A matrix with at least one column and so many rows, all numbers finite. */
    static void require(String what, Tensor rows, long atLeast) {
        requireMatrix(what, rows);
        if (rows.size(0) < atLeast) {
            throw new IllegalArgumentException(what + " must be at least " + atLeast + " rows, got " + rows.size(0));
        }
        each(rows, (piece, start) -> {
            if (!Compare.all(Compare.isFinite(piece))) {
                throw new IllegalArgumentException(firstBroken(what, piece, start));
            }
        });
    }

    private static void requireMatrix(String what, Tensor rows) {
        if (rows.rank() != 2 || !rows.dtype().isFloating() || rows.size(1) < 1) {
            throw new IllegalArgumentException(what + " must be floating numbers of shape [N, D], got " + rows.dtype()
                    + Arrays.toString(rows.shape()));
        }
    }

    private static String firstBroken(String what, Tensor piece, long start) {
        double[] values = piece.toDoubles();
        int d = (int) piece.size(1);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                return what + " must be finite: value " + i % d + " of row " + (start + i / d) + " is " + values[i];
            }
        }
        throw new IllegalStateException("all are finite");
    }
}
