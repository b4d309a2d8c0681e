package dev.selfsame.examples.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.loss.BarlowTwinsLoss;
import dev.selfsame.loss.Loss;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CorrelationsTest {
    private static Tensor features(int part) {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, 0, part);
        double[] values = new double[20 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = 3 + draws.gaussian();
        }
        return Tensor.of(values, 20, 4);
    }

    /** But for the ε in the library's variance. */
    @Test
    void theTermsAreThoseOfTheMatrix() {
        try (Scope scope = new Scope()) {
            Tensor z0 = features(0);
            Tensor z1 = features(1);
            double[][] c = Learning.rows(Correlations.correlation(z0, z1));
            double invariance = 0;
            double redundancy = 0;
            for (int i = 0; i < c.length; i++) {
                for (int j = 0; j < c.length; j++) {
                    invariance += i == j ? (1 - c[i][i]) * (1 - c[i][i]) : 0;
                    redundancy += i == j ? 0 : c[i][j] * c[i][j];
                }
            }
            Loss loss = new BarlowTwinsLoss(0.5, 1).apply(z0, z1);
            assertEquals(
                    invariance,
                    Objects.requireNonNull(loss.terms().get("invariance")).item(),
                    1e-3);
            assertEquals(
                    0.5 * redundancy,
                    Objects.requireNonNull(loss.terms().get("redundancy")).item(),
                    1e-3);
            assertEquals(Math.sqrt(redundancy / 12), Redundancy.offDiagonal(c), 1e-9);
        }
    }

    /** The page says: a collapsed network has the loss D. */
    @Test
    void aCollapsedNetworkCostsOneAFeature() {
        try (Scope scope = new Scope()) {
            Tensor same = Tensor.full(DType.FLOAT32, 0.7, 20, 4);
            assertEquals(
                    4, new BarlowTwinsLoss(0.5, 1).apply(same, same).total().item(), 1e-6);
        }
    }
}
