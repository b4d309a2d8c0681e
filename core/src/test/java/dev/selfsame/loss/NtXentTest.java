package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NtXentTest extends LossContract {
    @Override
    PairLoss loss() {
        return new NtXent();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @ParameterizedTest
    @CsvSource({"2,3,0.5", "5,4,0.1", "7,3,1", "5,4,0.02", "4,3,-0.5"})
    void valueAndGradientsAreThoseOfTheLoopsThatThePaperDescribes(int n, int d, double temperature) {
        double[] a = Samples.gaussian(11, 0, n * d);
        double[] b = Samples.near(a, 11, 1);
        try (Scope scope = new Scope()) {
            Tensor z0 = Samples.leaf(a, n);
            Tensor z1 = Samples.leaf(b, n);
            Tensor total = new NtXent(temperature).apply(z0, z1).total();
            total.backward();
            assertEquals(loops(a, b, n, temperature), total.item(), 1e-12);
            assertArrayEquals(Samples.differences(x -> loops(x, b, n, temperature), a), Samples.gradient(z0), 1e-7);
            assertArrayEquals(Samples.differences(x -> loops(a, x, n, temperature), b), Samples.gradient(z1), 1e-7);
        }
    }

    @Test
    void logitsOfTenThousandAreFiniteAndRight() {
        double[] a = Samples.gaussian(12, 0, 24);
        double[] b = Samples.gaussian(12, 1, 24);
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(a, 6, 4).to(DType.FLOAT32).requireGradient(true);
            Tensor z1 = Tensor.of(b, 6, 4).to(DType.FLOAT32).requireGradient(true);
            Tensor total = new NtXent(1e-4).apply(z0, z1).total();
            total.backward();
            assertEquals(loops(a, b, 6, 1e-4), total.item(), 0.05); // of several thousand
            assertTrue(Arrays.stream(Samples.gradient(z0)).allMatch(Double::isFinite));
            assertTrue(Arrays.stream(Samples.gradient(z1)).allMatch(Double::isFinite));
        }
    }

    @Test
    void collapsedEmbeddingsGiveTheLogarithmOfTheCandidates() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT64, 8, 3);
            assertEquals(Math.log(15), new NtXent(0.1).apply(z, z).total().item(), 1e-12);
        }
    }

    /**
     * Erratum: Lightly's value is that of the formula, the logarithm of the positive's share of itself. That no run gets there
     * unseen is the recipe's part, which refuses batches of one (RecipeTest).
     */
    @Test
    void oneImageHasLossZeroAndNoGradient() {
        try (Scope scope = new Scope()) {
            Tensor z0 = Samples.leaf(new double[] {1, -2, 3}, 1);
            Tensor z1 = Samples.leaf(new double[] {0, 1, 1}, 1);
            Tensor total = new NtXent().apply(z0, z1).total();
            total.backward();
            double positive = Samples.cosine(new double[] {1, -2, 3}, 0, new double[] {0, 1, 1}, 0, 3) / 0.5;
            double lightly = Samples.logSumExp(new double[] {positive}) - positive;
            assertEquals(lightly, total.item());
            assertEquals(0, total.item());
            assertArrayEquals(new double[3], Samples.gradient(z0));
            assertArrayEquals(new double[3], Samples.gradient(z1));
        }
    }

    @Test
    void twoImagesAreEnoughForAGradient() {
        try (Scope scope = new Scope()) {
            Tensor z0 = Samples.leaf(new double[] {1, -2, 3, 0.5, 1, 0}, 2);
            Tensor z1 = Samples.leaf(new double[] {0, 1, 1, 2, -1, 0}, 2);
            Tensor total = new NtXent().apply(z0, z1).total();
            total.backward();
            assertTrue(total.item() > 0.1, total.toString());
            assertTrue(Arrays.stream(Samples.gradient(z0)).map(Math::abs).max().getAsDouble() > 1e-3);
        }
    }

    @Test
    void theOrderOfTheImagesDoesNotMatter() {
        double[] a = Samples.gaussian(13, 0, 10);
        double[] b = Samples.gaussian(13, 1, 10);
        double[] turnedA = {a[8], a[9], a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]};
        double[] turnedB = {b[8], b[9], b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7]};
        try (Scope scope = new Scope()) {
            double straight =
                    loss().apply(Tensor.of(a, 5, 2), Tensor.of(b, 5, 2)).total().item();
            double turned = loss().apply(Tensor.of(turnedA, 5, 2), Tensor.of(turnedB, 5, 2))
                    .total()
                    .item();
            assertEquals(straight, turned, 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9, -1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void aTemperatureThatDividesByNothingIsRefused(double temperature) {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> new NtXent(temperature));
        assertTrue(refused.getMessage().contains("temperature"), refused.getMessage());
        assertTrue(refused.getMessage().contains(String.valueOf(temperature)), refused.getMessage());
    }

    /** Anchor by anchor, candidate by candidate. */
    private static double loops(double[] a, double[] b, int n, double temperature) {
        int d = a.length / n;
        double[] all = new double[2 * a.length];
        System.arraycopy(a, 0, all, 0, a.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        double sum = 0;
        for (int i = 0; i < 2 * n; i++) {
            double[] logits = new double[2 * n - 1];
            int at = 0;
            for (int k = 0; k < 2 * n; k++) {
                if (k != i) {
                    logits[at++] = Samples.cosine(all, i, all, k, d) / temperature;
                }
            }
            sum += Samples.logSumExp(logits) - Samples.cosine(all, i, all, (i + n) % (2 * n), d) / temperature;
        }
        return sum / (2 * n);
    }
}
