package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class IndexingTest {
    @Test
    void topKIsInFallingOrder() {
        try (Scope scope = new Scope()) {
            Indexing.TopK top = Indexing.topK(Tensor.of(new int[] {3, 9, 5, 1, 2, 0}, 2, 3), 2);
            assertArrayEquals(new int[] {9, 5, 2, 1}, top.values().toInts());
            assertArrayEquals(new long[] {1, 2, 1, 0}, top.indices().toLongs());
            assertArrayEquals(
                    new long[] {1, 1},
                    Indexing.argMax(Tensor.of(new int[] {3, 9, 5, 1, 2, 0}, 2, 3), 1)
                            .toLongs());
        }
    }

    @Test
    void choosesByCondition() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new int[] {1, 2, 3}, 3);
            Tensor large = Compare.gt(x, 1);
            assertArrayEquals(
                    new int[] {-1, 2, 3}, Indexing.where(large, x, x.neg()).toInts());
            assertArrayEquals(
                    new int[] {1, 0, 0}, Indexing.maskedFill(x, large, 0).toInts());
            assertThrows(IllegalArgumentException.class, () -> Indexing.where(x, x, x));
            assertThrows(IllegalArgumentException.class, () -> Indexing.maskedFill(x, x, 0));
        }
    }

    @Test
    void choosesByIndex() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new int[] {1, 2, 3, 4, 5, 6}, 3, 2);
            assertArrayEquals(
                    new int[] {5, 6, 1, 2},
                    Indexing.select(x, 0, Tensor.of(new long[] {2, 0}, 2)).toInts());
            assertArrayEquals(
                    new int[] {2, 3, 6},
                    Indexing.gather(x, 1, Tensor.of(new long[] {1, 0, 1}, 3, 1)).toInts());
            Tensor outside = Tensor.of(new long[] {3}, 1);
            assertThrows(TensorException.class, () -> Indexing.select(x, 0, outside));
        }
    }

    @Test
    void addsByIndex() {
        try (Scope scope = new Scope()) {
            Tensor sums = Tensor.zeros(DType.FLOAT32, 2, 2);
            Tensor rows = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
            Indexing.addInPlace(sums, 0, Tensor.of(new long[] {1, 0, 1}, 3), rows);
            assertArrayEquals(new float[] {3, 4, 6, 8}, sums.toFloats());
            Indexing.scatterAddInPlace(sums, 1, Tensor.of(new long[] {0, 1}, 2, 1), Tensor.ones(DType.FLOAT32, 2, 1));
            assertArrayEquals(new float[] {4, 4, 6, 9}, sums.toFloats());
        }
    }

    @Test
    void scattersIntoACopy() {
        try (Scope scope = new Scope()) {
            Tensor rows = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
            Tensor source = Tensor.of(new float[] {7, 8}, 2, 1);
            Tensor places = Tensor.of(new long[] {1, 0}, 2, 1);
            assertArrayEquals(
                    new float[] {1, 7, 8, 4},
                    Indexing.scatter(rows, 1, places, source).toFloats());
            assertArrayEquals(new float[] {1, 2, 3, 4}, rows.toFloats());
            Tensor outside = Tensor.of(new long[] {2, 0}, 2, 1);
            assertThrows(TensorException.class, () -> Indexing.scatter(rows, 1, outside, source));
        }
    }

    @Test
    void writesByIndex() {
        try (Scope scope = new Scope()) {
            Tensor rows = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
            Tensor source = Tensor.of(new float[] {7, 8, 9, 10}, 2, 2);
            Indexing.copyInPlace(rows, 0, Tensor.of(new long[] {2, 0}, 2), source);
            assertArrayEquals(new float[] {9, 10, 3, 4, 7, 8}, rows.toFloats());
            Tensor outside = Tensor.of(new long[] {3, 0}, 2);
            assertThrows(TensorException.class, () -> Indexing.copyInPlace(rows, 0, outside, source));
        }
    }
}
