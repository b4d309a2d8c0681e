package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Embeddings that differ in few directions have collapsed, however far apart they lie. */
class CollapseOfDimensionsTest {
    private static final int ROWS = 256;
    private static final int DIMENSIONS = 32;

    /** Rows with a mean of a given length and a spread in so many directions, all turned at random. */
    private static boolean isLow(double mean, int directions) {
        Random random = new Random(7);
        double[][] axes = new double[directions + 1][];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = random.doubles(DIMENSIONS, -1, 1).toArray();
            for (int j = 0; j < i; j++) {
                double along = dot(axes[i], axes[j]);
                for (int d = 0; d < DIMENSIONS; d++) {
                    axes[i][d] -= along * axes[j][d];
                }
            }
            double length = Math.sqrt(dot(axes[i], axes[i]));
            for (int d = 0; d < DIMENSIONS; d++) {
                axes[i][d] /= length;
            }
        }
        double inEach = Math.sqrt((1 - mean * mean) / directions);
        double[] rows = new double[ROWS * DIMENSIONS];
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < axes.length; i++) {
                double length = i == directions ? mean : random.nextBoolean() ? inEach : -inEach;
                for (int d = 0; d < DIMENSIONS; d++) {
                    rows[row * DIMENSIONS + d] += length * axes[i][d];
                }
            }
        }
        try (Scope scope = new Scope()) {
            Tensor embeddings = Tensor.of(rows, ROWS, DIMENSIONS);
            return Collapse.isLow(
                    Collapse.embeddingStd(embeddings),
                    Collapse.effectiveRank(embeddings),
                    Collapse.rankBound(embeddings));
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.5, 1", "0.9, 1", "0.97, 1", "0.999, 9"})
    void oneDirectionOrHardlyAnySpreadIsLow(double mean, int directions) {
        assertTrue(isLow(mean, directions));
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "0.5, 3", "0.9, 3", "0.97, 3", "0.97, 9"})
    void threeDirectionsAreNot(double mean, int directions) {
        assertFalse(isLow(mean, directions));
    }

    /**
     * Spread, effective rank and its bound at the end of runs that learn: BYOL on the demo's images, where kNN goes from 19 to
     * 42 %, and two runs of the claims lab by Barlow Twins: 1,024 features (19 to 32 %) and batches of 16 (19 to 23 %).
     */
    @ParameterizedTest
    @CsvSource({"0.39, 2.29, 64", "0.42, 2.31, 64", "0.41, 2.27, 64", "0.898, 2.127, 64", "0.868, 2.67, 16"})
    void runsThatLearnAreNot(double spread, double rank, double bound) {
        assertFalse(Collapse.isLow(spread, rank, bound));
    }

    @Test
    void whatWasNotMeasuredIsNot() {
        assertFalse(Collapse.isLow(Double.NaN, 1, 64));
        assertFalse(Collapse.isLow(0.5, Double.NaN, 64));
        assertFalse(Collapse.isLow(0.5, 1, 2));
        assertTrue(Collapse.isLow(0, 0, 64));
    }
}
