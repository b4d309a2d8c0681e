package dev.selfsame.evaluate;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;

/**
 * A linear layer's numbers as tensors.
 *
 * @param weight [classes, D]
 * @param bias [classes]
 */
record LinearWeights(Tensor weight, Tensor bias) implements AutoCloseable {
    /** Of W, row by row, and then the biases. */
    static LinearWeights of(double[] point, int classes, int dimensions, DType type) {
        int weights = classes * dimensions;
        return new LinearWeights(
                made(Arrays.copyOf(point, weights), type, classes, dimensions),
                made(Arrays.copyOfRange(point, weights, weights + classes), type, classes));
    }

    private static Tensor made(double[] values, DType type, long... shape) {
        if (type == DType.FLOAT64) {
            return Tensor.of(values, shape).unscoped();
        }
        float[] single = new float[values.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) values[i];
        }
        return Tensor.of(single, shape).unscoped();
    }

    @Override
    public void close() {
        weight.close();
        bias.close();
    }
}
