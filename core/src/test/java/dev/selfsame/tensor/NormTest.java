package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NormTest {
    @Test
    void batchNormUsesTheBatchAndRemembersItsUnbiasedVariance() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {1, 10, 3, 30}, 2, 2); // means 2 and 20, biased variances 1 and 100
            Tensor mean = Tensor.zeros(DType.FLOAT64, 2);
            Tensor variance = Tensor.ones(DType.FLOAT64, 2);
            Tensor weight = Tensor.of(new double[] {1, 5}, 2);
            Tensor bias = Tensor.of(new double[] {0, 7}, 2);
            Tensor y = Norm.batchNorm(x, weight, bias, mean, variance, true, 0.25, 0);
            assertArrayEquals(new double[] {-1, 2, 1, 12}, y.toDoubles(), 1e-12);
            assertArrayEquals(new double[] {0.5, 5}, mean.toDoubles(), 1e-12);
            assertArrayEquals(new double[] {0.75 + 0.5, 0.75 + 50}, variance.toDoubles(), 1e-12);

            Tensor z = Norm.batchNorm(x, null, null, mean, variance, false, 0.25, 0.75);
            assertEquals((1 - 0.5) / Math.sqrt(2), z.toDoubles()[0], 1e-12);
        }
    }

    @Test
    void batchNormInTrainingRefusesOneValueAChannel() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.ones(DType.FLOAT32, 1, 3);
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> Norm.batchNorm(x, null, null, null, null, true, 0.1, 1e-5))
                    .getMessage();
            assertTrue(message.endsWith("use a batch of at least 2"), message);
            Norm.batchNorm(x.reshape(1, 3, 1, 1).expand(1, 3, 2, 2), null, null, null, null, true, 0.1, 1e-5);
        }
    }

    @Test
    void layerNormIsOverTheLastDimension() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {1, 3, 10, 30}, 2, 2);
            assertArrayEquals(
                    new double[] {-1, 1, -1, 1},
                    Norm.layerNorm(x, null, null, 0).toDoubles(),
                    1e-12);
        }
    }

    @Test
    void groupNormIsOverTheChannelsOfAGroup() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {1, 3, 10, 30}, 1, 4);
            assertArrayEquals(
                    new double[] {-1, 1, -1, 1},
                    Norm.groupNorm(x, 2, null, null, 0).toDoubles(),
                    1e-12);
            assertThrows(IllegalArgumentException.class, () -> Norm.groupNorm(x, 3, null, null, 0));
        }
    }

    @Test
    @Timeout(10)
    void groupNormRefusesMoreGroupsThanChannels() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.zeros(DType.BFLOAT16, 1, 0, 1, 0);
            assertThrows(IllegalArgumentException.class, () -> Norm.groupNorm(x, Integer.MAX_VALUE, null, null, 0));
        }
    }

    @Test
    void groupNormOfChannelsLastGivesGradientsToItsWeightAlone() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.range(64).to(DType.FLOAT32).reshape(2, 2, 4, 4).channelsLast();
            Tensor weight = Tensor.ones(DType.FLOAT32, 2).requireGradient(true);
            Norm.groupNorm(x, 1, weight, null, 1e-5).square().sum().backward();
            Tensor gradient = weight.gradient();
            assertNotNull(gradient);
            // d/dw Σ (w x̂)² = 2 Σ x̂², and Σ x̂² is the number of values.
            assertEquals(128, gradient.sum().item(), 1e-2);
        }
    }

    @Test
    void vectorsGetLengthOneButZeroStaysZero() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {3, 4, 0, 0}, 2, 2);
            assertArrayEquals(new double[] {0.6, 0.8, 0, 0}, Norm.l2(x).toDoubles(), 1e-15);
            assertArrayEquals(new double[] {1, 1, 0, 0}, Norm.l2(x, 0, 1e-12).toDoubles(), 1e-15);
            assertArrayEquals(new double[] {0.3, 0.4, 0, 0}, Norm.l2(x, 1, 10).toDoubles(), 1e-15);
        }
    }

    @Test
    void linearMultipliesByTheTransposedWeight() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {1, 2}, 1, 2);
            Tensor weight = Tensor.of(new double[] {1, 10, 2, 20, 3, 30}, 3, 2);
            Tensor bias = Tensor.of(new double[] {0, 0, 100}, 3);
            assertArrayEquals(
                    new double[] {21, 42, 163}, Norm.linear(x, weight, bias).toDoubles());
        }
    }

    @Test
    void cosineSimilarityIsTheProductOfUnitVectors() {
        try (Scope scope = new Scope()) {
            Tensor x = Tensor.of(new double[] {3, 4, 1, 0}, 2, 2);
            Tensor y = Tensor.of(new double[] {4, 3, -2, 0}, 2, 2);
            assertArrayEquals(
                    new double[] {0.96, -1},
                    Norm.cosineSimilarity(x, y, 1, 1e-8).toDoubles(),
                    1e-12);
        }
    }
}
