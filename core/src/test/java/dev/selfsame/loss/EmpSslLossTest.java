package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Linalg;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmpSslLossTest extends LossContract {
    @Override
    PairLoss loss() {
        return new EmpSslLoss();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    /** Erratum: with Lightly's sign the collapsed batch would be the better one. */
    @Test
    void aBatchInAllDirectionsIsBetterThanACollapsedOne() {
        try (Scope scope = new Scope()) {
            Tensor even = Linalg.eye(DType.FLOAT64, 4);
            Tensor collapsed = Tensor.of(new double[] {1, 0, 0, 0}, 1, 4).expand(4, 4);
            double rateOfEven = 2 * Math.log(1 + 1 / 0.2); // ½ · 4 of log(1 + D/(N ε))
            double rateOfCollapsed = 0.5 * Math.log(1 + 4 / 0.2);
            assertEquals(-rateOfEven - 200, total(even), 1e-10);
            assertEquals(-rateOfCollapsed - 200, total(collapsed), 1e-10);
            assertTrue(total(even) < total(collapsed));
            assertTrue(lightlys(even) > lightlys(collapsed));
        }
    }

    /** Rows fewer than columns and of size 1e4, where I + D/(N ε) ZᵀZ, of rank 2 in 4, would lose its digits. */
    @Test
    void theCodingRateIsRightWhereTheMatrixIsBadlyScaled() {
        double[] z = {-2627.2736, 24177.404, 10078.6875, 4671.9609, -6591.8437, 5044.5708, -4756.0342, -18469.301};
        try (Scope scope = new Scope()) {
            Tensor rows = Tensor.of(z, 2, 4);
            double aa = dot(z, 0, 0) * 10 + 1; // D/(N ε) is 10
            double bb = dot(z, 4, 4) * 10 + 1;
            double ab = dot(z, 0, 4) * 10;
            double expected = 0.5 * Math.log(aa * bb - ab * ab);
            assertEquals(
                    -expected,
                    new EmpSslLoss().apply(List.of(rows)).terms().get("rate").item(),
                    1e-10);
        }
    }

    @Test
    void aCollapsedBatchOfLargeRowsIsFinite() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.full(DType.FLOAT32, 1e4, 16, 8).requireGradient(true);
            Tensor total = new EmpSslLoss().apply(z, z).total();
            total.backward();
            assertTrue(Double.isFinite(total.item()), total.toString());
            for (double value : Samples.gradient(z)) {
                assertTrue(Double.isFinite(value));
            }
        }
    }

    @Test
    void epsOfNothingNoViewsAndANegativeWeightAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new EmpSslLoss(0, 200, Replicas.ONE));
        assertThrows(IllegalArgumentException.class, () -> new EmpSslLoss(0.2, -1, Replicas.ONE));
        assertThrows(IllegalArgumentException.class, () -> new EmpSslLoss().apply(List.of()));
    }

    private static double total(Tensor z) {
        return new EmpSslLoss().apply(z, z).total().item();
    }

    private static double lightlys(Tensor z) {
        Loss ours = new EmpSslLoss().apply(z, z);
        return ours.terms().get("invariance").item() - ours.terms().get("rate").item();
    }

    private static double dot(double[] z, int first, int second) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += z[first + i] * z[second + i];
        }
        return sum;
    }
}
