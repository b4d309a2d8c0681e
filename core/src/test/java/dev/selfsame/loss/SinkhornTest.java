package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SinkhornTest {
    @Test
    void allThreeConventionsDivideByTurns() {
        double[] scores = Samples.gaussian(91, 0, 20);
        double[] wanted = loops(scores, 5, 4, 3);
        try (Scope scope = new Scope()) {
            Tensor rows = Tensor.of(scores, 5, 4);
            Sinkhorn sinkhorn = new Sinkhorn();
            assertArrayEquals(wanted, sinkhorn.ofScores(rows.mul(0.05), 0.05).toDoubles(), 1e-12);
            assertArrayEquals(wanted, sinkhorn.ofLogProbabilities(rows).toDoubles(), 1e-12);
            // CAPI adds 1e-8 to each sum.
            assertArrayEquals(
                    wanted, sinkhorn.positionwise(rows.reshape(5, 1, 4)).toDoubles(), 1e-7);
        }
    }

    @Test
    void rowsSumToOneAndAllPrototypesGetTheSameInTheEnd() {
        try (Scope scope = new Scope()) {
            Tensor codes =
                    new Sinkhorn(300, Replicas.ONE).ofLogProbabilities(Tensor.of(Samples.gaussian(92, 0, 24), 6, 4));
            for (double sum : codes.sum(1, false).toDoubles()) {
                assertEquals(1, sum, 1e-12);
            }
            for (double sum : codes.sum(0, false).toDoubles()) {
                assertEquals(6.0 / 4, sum, 1e-9);
            }
        }
    }

    @Test
    void eachPositionIsBalancedByItself() {
        double[] logits = Samples.gaussian(93, 0, 30);
        try (Scope scope = new Scope()) {
            Tensor both = Tensor.of(logits, 3, 2, 5);
            Tensor second = both.narrow(1, 1, 1);
            assertArrayEquals(
                    new Sinkhorn().positionwise(second).toDoubles(),
                    new Sinkhorn().positionwise(both).narrow(1, 1, 1).toDoubles());
        }
    }

    @Test
    void scoresOfAnySizeGiveFiniteCodesAndAConstantChangesNothing() {
        double[] scores = Samples.gaussian(94, 0, 12);
        try (Scope scope = new Scope()) {
            Tensor rows = Tensor.of(scores, 4, 3);
            Tensor moved = rows.add(1e4);
            assertArrayEquals(
                    new Sinkhorn().ofScores(rows, 0.05).toDoubles(),
                    new Sinkhorn().ofScores(moved, 0.05).toDoubles(),
                    1e-9);
            for (double scale : new double[] {1e4, -1e4, 0}) {
                Tensor large = rows.mul(scale).to(DType.FLOAT32);
                Sinkhorn sinkhorn = new Sinkhorn();
                assertFinite(sinkhorn.ofScores(large, 0.05));
                assertFinite(sinkhorn.ofLogProbabilities(large));
                assertFinite(sinkhorn.positionwise(large.reshape(4, 1, 3)));
            }
        }
    }

    @Test
    void noGradientFlows() {
        try (Scope scope = new Scope()) {
            Tensor rows = Tensor.of(Samples.gaussian(95, 0, 12), 4, 3).requireGradient(true);
            assertFalse(new Sinkhorn().ofScores(rows, 0.1).requiresGradient());
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        try (Scope scope = new Scope()) {
            Tensor rows = Tensor.ones(DType.FLOAT32, 4, 3);
            assertThrows(IllegalArgumentException.class, () -> new Sinkhorn(-1, Replicas.ONE));
            assertThrows(IllegalArgumentException.class, () -> new Sinkhorn().ofScores(rows, 0));
            assertThrows(IllegalArgumentException.class, () -> new Sinkhorn().positionwise(rows));
            assertThrows(IllegalArgumentException.class, () -> new Sinkhorn().ofScores(rows.to(DType.INT64), 0.1));
        }
    }

    private static void assertFinite(Tensor codes) {
        assertTrue(Arrays.stream(codes.toDoubles()).allMatch(Double::isFinite), codes.toString());
    }

    /** exp, then by turns columns and rows. */
    private static double[] loops(double[] logs, int n, int k, int iterations) {
        double[] weights = Arrays.stream(logs).map(Math::exp).toArray();
        for (int turn = 0; turn < iterations; turn++) {
            for (int j = 0; j < k; j++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += weights[i * k + j];
                }
                for (int i = 0; i < n; i++) {
                    weights[i * k + j] /= sum;
                }
            }
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int j = 0; j < k; j++) {
                    sum += weights[i * k + j];
                }
                for (int j = 0; j < k; j++) {
                    weights[i * k + j] /= sum;
                }
            }
        }
        return weights;
    }
}
