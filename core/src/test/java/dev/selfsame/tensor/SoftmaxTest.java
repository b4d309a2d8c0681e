package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SoftmaxTest {
    @Test
    void isFiniteWhereExponentsOverflow() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {10_000, 10_000 + Math.log(3)}, 1, 2);
            assertArrayEquals(new double[] {0.25, 0.75}, Softmax.softmax(x, 1).toDoubles(), 1e-9);
            assertArrayEquals(
                    new double[] {Math.log(0.25), Math.log(0.75)},
                    Softmax.logSoftmax(x, 1).toDoubles(),
                    1e-9);
            Tensor sum = Softmax.logSumExp(x, 1, true);
            assertArrayEquals(new long[] {1, 1}, sum.shape());
            assertEquals(10_000 + Math.log(4), sum.item(), 1e-9);
        }
    }

    @Test
    void crossEntropyIsTheMeanOfNegativeLogProbabilities() {
        try (Scope scope = new Scope()) {
            Tensor scores = Tensor.of(new double[] {0, Math.log(3), 0, 0}, 2, 2);
            Tensor targets = Tensor.of(new long[] {1, 0}, 2);
            assertEquals(
                    (-Math.log(0.75) - Math.log(0.5)) / 2,
                    Softmax.crossEntropy(scores, targets).item(),
                    1e-12);
            Tensor outside = Tensor.of(new long[] {1, 2}, 2);
            assertThrows(TensorException.class, () -> Softmax.crossEntropy(scores, outside));
        }
    }

    @Test
    void attentionIsAMeanOfValuesByAgreement() {
        try (Scope scope = new Scope()) {
            Tensor queries =
                    Tensor.of(new double[] {1, 0, 0, 1, 2, -1}, 1, 1, 3, 2).requireGradient(true);
            Tensor keys = Tensor.of(new double[] {1, 1, -1, 0.5}, 1, 1, 2, 2);
            Tensor values = Tensor.of(new double[] {3, 1, -2, 5}, 1, 1, 2, 2);
            Tensor shares = Softmax.softmax(queries.matmul(keys.transpose(2, 3)).div(Math.sqrt(2)), 3);
            Tensor attention = Softmax.attention(queries, keys, values);
            assertArrayEquals(shares.matmul(values).toDoubles(), attention.toDoubles(), 1e-12);
            attention.sum().backward();
            assertArrayEquals(new long[] {1, 1, 3, 2}, queries.gradient().shape());
        }
    }

    @Test
    void attentionRefusesWhatDoesNotGoTogether() {
        try (Scope scope = new Scope()) {
            Tensor queries = Tensor.ones(DType.FLOAT32, 2, 3, 4, 8);
            Tensor narrow = Tensor.ones(DType.FLOAT32, 2, 3, 4, 7);
            Tensor none = Tensor.ones(DType.FLOAT32, 2, 3, 0, 8);
            Tensor exact = queries.to(DType.FLOAT64);
            assertThrows(IllegalArgumentException.class, () -> Softmax.attention(queries, narrow, narrow));
            assertThrows(IllegalArgumentException.class, () -> Softmax.attention(queries, queries, narrow));
            assertThrows(IllegalArgumentException.class, () -> Softmax.attention(queries, none, none));
            assertThrows(IllegalArgumentException.class, () -> Softmax.attention(queries, queries, exact));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Softmax.attention(queries.select(0, 0), queries.select(0, 0), queries.select(0, 0)));
        }
    }

    @Test
    void addsInTheExponentWithoutOverflow() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {10_000, -10_000, 0, Double.NEGATIVE_INFINITY}, 4);
            Tensor y = Tensor.of(new double[] {10_000 + Math.log(3), 0, -40, 5}, 4);
            double[] expected = {10_000 + Math.log(4), 0, Math.exp(-40), 5};
            assertArrayEquals(expected, Softmax.logAddExp(x, y).toDoubles(), 1e-9);
            assertEquals(Math.exp(-40), Softmax.logAddExp(x, y).select(0, 2).item(), 1e-30);
        }
    }
}
