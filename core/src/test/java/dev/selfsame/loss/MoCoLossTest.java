package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoCoLossTest extends LossContract {
    private final Banks banks = new Banks();

    @AfterEach
    void close() {
        banks.close();
    }

    @Override
    PairLoss loss() {
        return banks.fitted(MoCoLoss::new);
    }

    @Override
    String name() {
        return "MoCoLoss";
    }

    @Override
    boolean symmetric() {
        return false;
    }

    @ParameterizedTest
    @CsvSource({"1,4,0.2", "5,3,0.07", "6,8,1"})
    void valueAndGradientsAreThoseOfTheLoops(int n, int d, double temperature) {
        double[] a = Samples.gaussian(31, 0, n * d);
        double[] b = Samples.near(a, 31, 1);
        try (Scope scope = new Scope()) {
            double[] rows = banks.of(d).rows().toDoubles();
            Tensor z0 = Samples.leaf(a, n);
            Tensor z1 = Samples.leaf(b, n);
            Tensor total = new MoCoLoss(temperature, banks.of(d)).apply(z0, z1).total();
            total.backward();
            assertEquals(loops(a, b, rows, n, temperature), total.item(), 1e-7); // rows have length 1 to float32 only
            assertArrayEquals(
                    Samples.differences(x -> loops(x, b, rows, n, temperature), a), Samples.gradient(z0), 1e-6);
            assertArrayEquals(
                    Samples.differences(x -> loops(a, x, rows, n, temperature), b), Samples.gradient(z1), 1e-6);
        }
    }

    @Test
    void theBankHoldsStillAndTheLossCanGoBackAfterItMoved() {
        try (Scope scope = new Scope()) {
            byte[] before = banks.of(3).rows().toBytes();
            Tensor z0 = Samples.leaf(Samples.gaussian(32, 0, 12), 4);
            Tensor z1 = Samples.leaf(Samples.gaussian(32, 1, 12), 4);
            Tensor total = new MoCoLoss(banks.of(3)).apply(z0, z1).total();
            assertArrayEquals(before, banks.of(3).rows().toBytes());
            banks.of(3).enqueue(z1);
            total.backward();
            assertTrue(Arrays.stream(Samples.gradient(z0)).allMatch(Double::isFinite));
        }
    }

    @Test
    void logitsOfTenThousandAreFinite() {
        Samples.assertFiniteInFloat32(new MoCoLoss(1e-4, banks.of(3)), 8, 3);
    }

    @Test
    void embeddingsOfAnotherLengthThanTheBanksAreRefused() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 4, 5);
            Exception refused =
                    assertThrows(IllegalArgumentException.class, () -> new MoCoLoss(banks.of(3)).apply(z, z));
            assertTrue(refused.getMessage().startsWith("MoCoLoss wants embeddings [N, 3]"), refused.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> new MoCoLoss(0, banks.of(3)));
    }

    private static double loops(double[] a, double[] b, double[] rows, int n, double temperature) {
        int d = a.length / n;
        int k = rows.length / d;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double[] logits = new double[k + 1];
            logits[k] = Samples.cosine(a, i, b, i, d) / temperature;
            for (int m = 0; m < k; m++) {
                logits[m] = Samples.cosine(a, i, rows, m, d) / temperature;
            }
            sum += Samples.logSumExp(logits) - logits[k];
        }
        return sum / n;
    }
}
