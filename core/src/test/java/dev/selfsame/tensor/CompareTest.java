package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CompareTest {
    @Test
    void comparisonsAreBool() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {1, 2, Double.NaN, Double.POSITIVE_INFINITY}, 4);
            Tensor y = Tensor.of(new double[] {1, 3, Double.NaN, 0}, 4);
            assertArrayEquals(new int[] {1, 0, 0, 0}, Compare.eq(x, y).toInts());
            assertArrayEquals(new int[] {0, 0, 0, 1}, Compare.gt(x, y).toInts());
            assertArrayEquals(new int[] {0, 1, 0, 1}, Compare.gt(x, 1).toInts());
            assertArrayEquals(new int[] {1, 1, 0, 0}, Compare.isFinite(x).toInts());
            assertArrayEquals(
                    new int[] {0, 1, 1, 1}, Compare.not(Compare.eq(x, y)).toInts());
            assertEquals(DType.BOOL, Compare.gt(x, y).dtype());
        }
    }

    @Test
    void allAsksForEveryValue() {
        try (Scope scope = new Scope()) {
            assertTrue(Compare.all(Tensor.ones(DType.BOOL, 3)));
            assertFalse(Compare.all(Tensor.of(new int[] {1, 0}, 2)));
            assertTrue(Compare.all(Tensor.zeros(DType.BOOL, 0)));
        }
    }
}
