package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.Test;

class IterNormTest {
    /** Rows of which neighbouring features depend on each other, with means other than 0. */
    private static Tensor rows(int n, int channels) {
        Draws draws = Draws.of(3, Stream.SAMPLE, 0, 0);
        float[] values = new float[n * channels];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draws.uniform(-1, 1) + 2 + (i % channels == 0 ? 0 : 0.5f * values[i - 1]);
        }
        return Tensor.of(values, n, channels);
    }

    private static double[][] covariance(Tensor y) {
        Tensor deviation = y.sub(y.mean(0, true));
        double[] all = deviation.t().matmul(deviation).div((double) y.size(0)).toDoubles();
        int c = (int) y.size(1);
        double[][] matrix = new double[c][c];
        for (int i = 0; i < all.length; i++) {
            matrix[i / c][i % c] = all[i];
        }
        return matrix;
    }

    @Test
    void inEachGroupTheCovarianceIsNearlyTheIdentity() {
        try (IterNorm norm = new IterNorm(6, 3);
                Scope scope = new Scope()) {
            double[][] white = covariance(norm.forward(rows(256, 6)));
            for (int i = 0; i < 6; i++) {
                for (int j = 0; j < 6; j++) {
                    if (i / 3 == j / 3) {
                        assertEquals(i == j ? 1 : 0, white[i][j], 0.02, i + ", " + j);
                    }
                }
            }
            assertEquals(0, norm.forward(rows(256, 6)).mean().item(), 1e-5);
        }
    }

    /** Newton's iteration for one number s' = 1: p stays 1, and y = (x − mean) / √(variance + eps). */
    @Test
    void withOneFeatureAGroupItIsABatchNorm() {
        try (IterNorm norm = new IterNorm(4, 1);
                BatchNorm batchNorm = new BatchNorm(4);
                Scope scope = new Scope()) {
            Tensor x = rows(32, 4);
            assertArrayEquals(batchNorm.forward(x).toFloats(), norm.forward(x).toFloats(), 1e-5f);
        }
    }

    @Test
    void evaluationUsesRunningStatisticsThatTrainingMoves() {
        try (IterNorm norm = new IterNorm(4, 2);
                Scope scope = new Scope()) {
            Tensor x = rows(64, 4);
            norm.training(false);
            assertArrayEquals(x.toFloats(), norm.forward(x).toFloats(), 1e-6f); // zeros and identities at first
            norm.training(true);
            for (int i = 0; i < 200; i++) {
                norm.forward(x);
            }
            float[] trained = norm.forward(x).toFloats();
            norm.training(false);
            assertArrayEquals(trained, norm.forward(x).toFloats(), 1e-3f);
        }
    }

    @Test
    void gradientsFlowThroughTheStatistics() {
        try (IterNorm norm = new IterNorm(2, 2);
                Scope scope = new Scope()) {
            Tensor weights = rows(8, 2).to(DType.FLOAT64).square();
            Tensor x = rows(8, 2).to(DType.FLOAT64).requireGradient(true);
            norm.forward(x).mul(weights).sum().backward();
            double[] gradient = x.gradient().toDoubles();
            double[] values = x.detach().toDoubles();
            for (int k = 0; k < values.length; k++) {
                double[] up = values.clone();
                double[] down = values.clone();
                up[k] += 1e-6;
                down[k] -= 1e-6;
                double difference = norm.forward(Tensor.of(up, 8, 2))
                                .mul(weights)
                                .sum()
                                .item()
                        - norm.forward(Tensor.of(down, 8, 2)).mul(weights).sum().item();
                assertEquals(difference / 2e-6, gradient[k], 1e-6, "at " + k);
            }
        }
    }

    @Test
    void groupsAreAtMostSoManyAndOfEqualWidth() {
        try (IterNorm many = IterNorm.inGroups(2048, 64);
                IterNorm few = IterNorm.inGroups(100, 64)) {
            assertEquals("IterNorm(2048, in groups of 32)", many.toString());
            assertEquals("IterNorm(100, in groups of 2)", few.toString());
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertEquals(
                "width must divide the 6 channels, got 4",
                assertThrows(IllegalArgumentException.class, () -> new IterNorm(6, 4))
                        .getMessage());
        try (IterNorm norm = new IterNorm(6, 3);
                Scope scope = new Scope()) {
            assertThrows(IllegalArgumentException.class, () -> norm.forward(rows(1, 6)));
            assertThrows(IllegalArgumentException.class, () -> norm.forward(rows(4, 5)));
        }
    }
}
