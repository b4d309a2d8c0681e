package dev.selfsame.curate;

import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The squared distance of each row to the nearest of those chosen so far. Distances to many rows are computed in one
 * product, which takes a tenth of the time of one by one, before it is known which of them will be chosen.
 */
final class Seeds {
    private final Tensor rows;
    private final float[] squares;
    private int[] ahead = new int[0];
    private float[] cosines = new float[0];

    Seeds(EmbeddedImages images) {
        rows = images.rows();
        squares = new float[images.size()];
        Arrays.fill(squares, Float.POSITIVE_INFINITY);
    }

    /** Computes the cosines of some rows with all. */
    void lookAhead(int[] some) {
        ahead = some.clone();
        try (NoGrad guard = new NoGrad();
                Scope scope = new Scope()) {
            Tensor chosen = Indexing.select(
                    rows, 0, Tensor.of(IntStream.of(some).asLongStream().toArray(), some.length)); // [some, D]
            cosines = Products.of(chosen, rows); // [some, N]
        }
    }

    /** The place of a row among those looked ahead at, or -1. */
    int placeOf(int row) {
        for (int place = 0; place < ahead.length; place++) {
            if (ahead[place] == row) {
                return place;
            }
        }
        return -1;
    }

    /** Chooses a row that was looked ahead at; its own distance becomes 0. */
    void choose(int place) {
        int from = place * squares.length;
        for (int i = 0; i < squares.length; i++) {
            squares[i] = Math.min(squares[i], Math.max(0, 2 - 2 * cosines[from + i]));
        }
        squares[ahead[place]] = 0;
    }

    /** ‖x - y‖² of each row to the nearest chosen one, 0 to 4; infinite before the first. Not a copy. */
    float[] squares() {
        return squares;
    }

    /** The farthest rows, the lower of equal ones first; fewer where there are no more. */
    int[] farthest(int count) {
        int most = Math.min(count, squares.length);
        int[] heap = new int[most];
        float[] values = new float[most];
        Arrays.fill(values, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < squares.length; i++) {
            if (squares[i] > values[most - 1]) {
                int at = most - 1;
                while (at > 0 && squares[i] > values[at - 1]) {
                    values[at] = values[at - 1];
                    heap[at] = heap[at - 1];
                    at--;
                }
                values[at] = squares[i];
                heap[at] = i;
            }
        }
        return heap;
    }
}
