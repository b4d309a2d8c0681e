package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarlowTwinsLossTest extends LossContract {
    @Override
    PairLoss loss() {
        return new BarlowTwinsLoss();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @Nested
    class NotCentered extends LossContract {
        @Override
        PairLoss loss() {
            return plain(0.005, 1);
        }

        @Override
        boolean symmetric() {
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "6,4,0.005,1,true",
        "3,5,0.1,0.024,true",
        "6,1,0.005,1,true",
        "3,7,0.05,1,true",
        "4,9,0.5,2,true",
        "3,8,0.1,1,false",
        "6,4,0.005,1,false",
        "3,5,1,0.1,false"
    })
    void valueAndGradientsAreThoseOfTheLoops(int n, int d, double lambda, double scale, boolean centered) {
        double[] a =
                Arrays.stream(Samples.gaussian(51, 0, n * d)).map(x -> x + 0.5).toArray();
        double[] b = Samples.near(a, 51, 1);
        try (Scope scope = new Scope()) {
            Tensor z0 = Samples.leaf(a, n);
            Tensor z1 = Samples.leaf(b, n);
            Loss loss = new BarlowTwinsLoss(lambda, scale, centered, Replicas.ONE).apply(z0, z1);
            loss.total().backward();
            double[] terms = loops(a, b, n, centered);
            assertEquals(scale * terms[0], loss.terms().get("invariance").item(), 1e-12);
            assertEquals(
                    scale * lambda * terms[1], loss.terms().get("redundancy").item(), 1e-12);
            assertArrayEquals(
                    Samples.differences(x -> total(loops(x, b, n, centered), lambda, scale), a),
                    Samples.gradient(z0),
                    1e-7);
            assertArrayEquals(
                    Samples.differences(x -> total(loops(a, x, n, centered), lambda, scale), b),
                    Samples.gradient(z1),
                    1e-7);
        }
    }

    @Test
    void scalingAndShiftingAFeatureChangesNothingIfCentred() {
        double[] a =
                Arrays.stream(Samples.gaussian(52, 0, 40)).map(x -> 100 * x).toArray();
        double[] b = Samples.near(a, 52, 1);
        double[] moved = affine(a, 7, 1000, -300);
        try (Scope scope = new Scope()) {
            Tensor z1 = Tensor.of(b, 8, 5);
            double before = loss().apply(Tensor.of(a, 8, 5), z1).total().item();
            assertEquals(
                    before, loss().apply(Tensor.of(moved, 8, 5), z1).total().item(), 1e-7);
        }
    }

    @Test
    void scalingChangesNothingAndShiftingDoesIfNotCentred() {
        double[] a = Samples.gaussian(53, 0, 40);
        double[] b = Samples.near(a, 53, 1);
        try (Scope scope = new Scope()) {
            Tensor z1 = Tensor.of(b, 8, 5);
            PairLoss plain = plain(0.005, 1);
            double before = plain.apply(Tensor.of(a, 8, 5), z1).total().item();
            double scaled =
                    plain.apply(Tensor.of(affine(a, 7, 3, 0), 8, 5), z1).total().item();
            double shifted =
                    plain.apply(Tensor.of(affine(a, 1, 0, 2), 8, 5), z1).total().item();
            assertEquals(before, scaled, 1e-12);
            assertTrue(Math.abs(before - shifted) > 0.1, before + " and " + shifted);
        }
    }

    @Test
    void bothFormsAgreeOnFeaturesOfMeanZeroAndLargeVariance() {
        double[] a = Samples.gaussian(54, 0, 40);
        double[] b = Samples.near(a, 54, 1);
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(a, 8, 5);
            Tensor z1 = Tensor.of(b, 8, 5);
            Tensor c0 = z0.sub(z0.mean(0, true)).mul(1e3);
            Tensor c1 = z1.sub(z1.mean(0, true)).mul(1e3);
            double centered = loss().apply(c0, c1).total().item();
            assertEquals(centered, plain(0.005, 1).apply(c0, c1).total().item(), 1e-9);
        }
    }

    /** Two columns of ±1 that are orthogonal but for one small value: total less diagonal would lose it. */
    @Test
    void aSmallRedundancyBesideALargeDiagonalKeepsItsDigits() {
        float[] z = new float[64 * 2];
        for (int i = 0; i < 64; i++) {
            z[2 * i] = i % 2 == 0 ? 1 : -1;
            z[2 * i + 1] = (i / 2 % 2 == 0 ? 1 : -1) + (i == 0 ? 0.01f : 0);
        }
        try (Scope scope = new Scope()) {
            Tensor z32 = Tensor.of(z, 64, 2);
            Tensor z64 = z32.to(DType.FLOAT64);
            double exact = loss().apply(z64, z64).terms().get("redundancy").item(); // about 2e-10
            double got = loss().apply(z32, z32).terms().get("redundancy").item();
            assertEquals(exact, got, 0.01 * exact);
        }
    }

    /** Where features outnumber images C isn't made; its digits must be those of the whole C all the same. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-3, 0.5, 10})
    void wideEmbeddingsKeepTheirDigits(double noise) {
        double[] a = Samples.gaussian(56, 0, 16 * 512);
        double[] other = Samples.gaussian(56, 1, 16 * 512);
        double[] b = new double[a.length];
        for (int i = 0; i < b.length; i++) {
            b[i] = a[i] + noise * other[i];
        }
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(a, 16, 512).to(DType.FLOAT32);
            Tensor z1 = Tensor.of(b, 16, 512).to(DType.FLOAT32);
            Loss exact = loss().apply(z0.to(DType.FLOAT64), z1.to(DType.FLOAT64));
            Loss got = loss().apply(z0, z1);
            double redundancy = 0.005 * loops(z0.toDoubles(), z1.toDoubles(), 16, true)[1];
            assertEquals(redundancy, exact.terms().get("redundancy").item(), 1e-10 * redundancy);
            assertEquals(redundancy, got.terms().get("redundancy").item(), 1e-5 * redundancy);
            assertEquals(
                    exact.total().item(),
                    got.total().item(),
                    1e-5 * exact.total().item());
        }
    }

    @Test
    void wideEmbeddingsWithFewLivingFeaturesKeepTheTotal() {
        double[] a = new double[8 * 64];
        double[] living = Samples.gaussian(57, 0, 8);
        for (int i = 0; i < 8; i++) {
            a[64 * i] = living[i]; // one feature varies, the rest is dead
        }
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.of(a, 8, 64).to(DType.FLOAT32);
            assertEquals(63, loss().apply(z, z).total().item(), 1e-4);
        }
    }

    @Test
    void aLargeMeanBesideASmallSpreadKeepsItsDigits() {
        double[] a = affine(Samples.gaussian(55, 0, 200), 1, 0, 1000);
        double[] b = affine(Samples.near(Samples.gaussian(55, 0, 200), 55, 1), 1, 0, 1000);
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(a, 50, 4).to(DType.FLOAT32);
            Tensor z1 = Tensor.of(b, 50, 4).to(DType.FLOAT32);
            double exact = loss().apply(z0.to(DType.FLOAT64), z1.to(DType.FLOAT64))
                    .total()
                    .item();
            assertEquals(exact, loss().apply(z0, z1).total().item(), 1e-4 * exact);
        }
    }

    @Test
    void aBatchOfOneIsRefused() {
        try (Scope scope = new Scope()) {
            Tensor one = Tensor.ones(DType.FLOAT32, 1, 4);
            Exception refused = assertThrows(IllegalArgumentException.class, () -> loss().apply(one, one));
            assertTrue(refused.getMessage().contains("at least 2 rows"), refused.getMessage());
            assertThrows(IllegalArgumentException.class, () -> plain(0.005, 1).apply(one, one));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void lambdaAndScaleOutsideTheirRangesAreRefused(double wrong) {
        assertThrows(IllegalArgumentException.class, () -> new BarlowTwinsLoss(wrong, 1));
        assertThrows(IllegalArgumentException.class, () -> new BarlowTwinsLoss(0.005, wrong));
        assertThrows(IllegalArgumentException.class, () -> new BarlowTwinsLoss(0.005, 0));
    }

    private static PairLoss plain(double lambda, double scale) {
        return new BarlowTwinsLoss(lambda, scale, false, Replicas.ONE);
    }

    /** Column j of [8, 5] or like times {@code scale + step * j}, plus {@code shift * (j + 1)}. */
    private static double[] affine(double[] values, double scale, double step, double shift) {
        double[] moved = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int column = i % 5;
            moved[i] = values[i] * (scale + step * column) + shift * (column + 1);
        }
        return moved;
    }

    private static double total(double[] terms, double lambda, double scale) {
        return scale * (terms[0] + lambda * terms[1]);
    }

    /** The sum over the diagonal and the sum over the rest, entry by entry. */
    private static double[] loops(double[] a, double[] b, int n, boolean centered) {
        int d = a.length / n;
        double invariance = 0;
        double redundancy = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double meanA = centered ? mean(a, i, n) : 0;
                double meanB = centered ? mean(b, j, n) : 0;
                double eps = centered ? 1e-5 : 0;
                double ab = 0;
                double aa = 0;
                double bb = 0;
                for (int k = 0; k < n; k++) {
                    double x = a[k * d + i] - meanA;
                    double y = b[k * d + j] - meanB;
                    ab += x * y / n;
                    aa += x * x / n;
                    bb += y * y / n;
                }
                double c = ab / Math.sqrt((aa + eps) * (bb + eps));
                if (i == j) {
                    invariance += (1 - c) * (1 - c);
                } else {
                    redundancy += c * c;
                }
            }
        }
        return new double[] {invariance, redundancy};
    }

    private static double mean(double[] values, int column, int n) {
        int d = values.length / n;
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += values[k * d + column];
        }
        return sum / n;
    }
}
