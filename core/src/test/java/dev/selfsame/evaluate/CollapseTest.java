package dev.selfsame.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollapseTest {
    private Scope scope;

    @BeforeEach
    void open() {
        scope = new Scope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void evenDirectionsHaveSpreadOneAndNearlyFullRank() {
        Tensor rows = Clusters.gaussian(4096, 32, 1);
        assertEquals(1, Collapse.embeddingStd(rows), 0.01);
        assertEquals(32, Collapse.effectiveRank(rows), 0.1);
        assertEquals(32, Collapse.rankBound(rows));
    }

    @Test
    void singularValuesAreThoseOfUnitRowsWithoutTheirMean() {
        for (int n : new int[] {7, 12, 40}) {
            Tensor rows = Clusters.gaussian(n, 12, n).add(3);
            Tensor unit = Norm.l2(rows.to(DType.FLOAT64));
            double[] expected =
                    Linalg.singularValues(unit.sub(unit.mean(0, false))).toDoubles();
            double[] got = Collapse.singularValues(rows);
            assertArrayEquals(expected, got, 1e-6);
            assertEquals(Collapse.rankBound(rows), got.length);
        }
    }

    @Test
    void rowsOfOneDirectionHaveNoSingularValueAboveZero() {
        Tensor rows = Clusters.gaussian(1, 16, 1).expand(20, 16).contiguous();
        for (double value : Collapse.singularValues(rows)) {
            assertEquals(0, value, 1e-6);
        }
    }

    @Test
    void oneRowRepeatedHasSpreadZeroAndRankOne() {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.BFLOAT16}) {
            for (int n : new int[] {128, 300}) {
                Tensor rows =
                        Clusters.gaussian(1, 256, 1).expand(n, 256).contiguous().to(dtype);
                assertEquals(0, Collapse.embeddingStd(rows), 1e-12);
                assertEquals(1, Collapse.effectiveRank(rows), 1e-4);
            }
        }
    }

    @Test
    void effectiveRankCountsEqualDirections() {
        Tensor rows = Tensor.zeros(DType.FLOAT32, 8, 5);
        for (int i = 0; i < 8; i++) {
            rows.select(0, i).narrow(0, i % 4, 1).fillInPlace(2);
        }
        assertEquals(4, Collapse.effectiveRank(rows), 1e-9);
        assertEquals(4, Collapse.effectiveRank(rows.t()), 1e-9);
        assertEquals(5, Collapse.effectiveRank(Linalg.eye(DType.FLOAT32, 5)), 1e-12);
    }

    @Test
    void effectiveRankIsThatOfTheSingularValues() {
        for (int[] shape : new int[][] {{40, 17}, {17, 40}, {128, 256}}) {
            Tensor rows = Clusters.gaussian(shape[0], shape[1], 3).matmul(Clusters.gaussian(shape[1], shape[1], 4));
            double[] values = Linalg.singularValues(rows.to(DType.FLOAT64)).toDoubles();
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            double entropy = 0;
            for (double value : values) {
                entropy -= value / sum * Math.log(value / sum);
            }
            assertEquals(Math.exp(entropy), Collapse.effectiveRank(rows), 1e-5);
        }
    }

    @Test
    void zeroRowsHaveRankZeroAndSpreadZero() {
        Tensor rows = Tensor.zeros(DType.FLOAT32, 4, 3);
        assertEquals(0, Collapse.effectiveRank(rows));
        assertEquals(0, Collapse.embeddingStd(rows));
    }

    @Test
    void manyRowsAreMeasuredInPieces() {
        Tensor rows = Clusters.gaussian(66_000, 64, 5); // more than one piece
        Tensor unit = Norm.l2(rows.to(DType.FLOAT64));
        assertEquals(unit.std(0, true, false).mean().item(), Collapse.std(rows), 1e-12);
        Tensor gram = rows.to(DType.FLOAT64).t().matmul(rows.to(DType.FLOAT64));
        assertEquals(64, Math.exp(entropyOfRoots(gram)), 1);
        assertEquals(Math.exp(entropyOfRoots(gram)), Collapse.effectiveRank(rows), 1e-6);
    }

    @Test
    void gradientsAreLeftAlone() {
        Tensor rows = Clusters.gaussian(8, 4, 1).requireGradient(true);
        Collapse.embeddingStd(rows);
        Collapse.effectiveRank(rows);
        assertNull(rows.gradient());
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() {
        Tensor rows = Clusters.gaussian(8, 4, 1);
        rows.select(0, 5).narrow(0, 2, 1).fillInPlace(Double.NaN);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Collapse.effectiveRank(rows));
        assertEquals("embeddings must be finite: value 2 of row 5 is NaN", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Collapse.embeddingStd(rows));
    }

    @Test
    void oneRowHasNoSpread() {
        assertThrows(IllegalArgumentException.class, () -> Collapse.embeddingStd(Clusters.gaussian(1, 4, 1)));
        assertEquals(1, Collapse.effectiveRank(Clusters.gaussian(1, 4, 1)), 1e-6);
    }

    @Test
    void noTensorIsLeaked() {
        Tensor rows = Clusters.gaussian(8, 4, 1);
        long before = Leaks.live();
        Collapse.measure(rows, Hypersphere.alignment(rows, rows));
        assertEquals(before, Leaks.live());
    }

    @Test
    void jsonHasTheFieldsOfTheContract() {
        Tensor rows = Linalg.eye(DType.FLOAT32, 2);
        CollapseResult result = Collapse.measure(rows, Hypersphere.alignment(rows, rows));
        String json = new ObjectMapper().valueToTree(result).toString();
        assertTrue(
                json.matches(
                        "\\{\"protocol\":\"collapse\",\"embedding_std\":[^,]+,\"effective_rank\":[^,]+,"
                                + "\"alignment\":[^,]+,\"uniformity\":[^,]+,\"images\":2,\"dimensions\":2,\"correlation_diagonal\":null,.*}"),
                json);
        assertNull(Collapse.measure(rows, null).alignment());
    }

    private static double entropyOfRoots(Tensor gram) {
        double[] values = Linalg.symmetricEigenvalues(gram).toDoubles();
        double sum = 0;
        for (double value : values) {
            sum += Math.sqrt(value);
        }
        double entropy = 0;
        for (double value : values) {
            entropy -= Math.sqrt(value) / sum * Math.log(Math.sqrt(value) / sum);
        }
        return entropy;
    }
}
