package dev.selfsame.examples.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.loss.InfoNce;
import dev.selfsame.loss.NtXent;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The formulas as loops are the losses of the library. */
class NegativesTest {
    private static final double TAU = 0.2;

    private static Tensor embeddings(int part) {
        Draws draws = Draws.of(1, Stream.SAMPLE, 0, 0, part);
        double[] values = new double[7 * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = draws.gaussian();
        }
        return Tensor.of(values, 7, 5);
    }

    @Test
    void infoNceIsTheLibrarys() {
        try (Scope scope = new Scope()) {
            Tensor z0 = embeddings(0);
            Tensor z1 = embeddings(1);
            double[][] cosines = Learning.rows(Norm.l2(z0).matmul(Norm.l2(z1).t()));
            double expected = new InfoNce(TAU, false).apply(z0, z1).total().item();
            assertEquals(expected, Negatives.infoNce(cosines, TAU), 1e-9);
        }
    }

    @Test
    void ntXentIsTheLibrarys() {
        try (Scope scope = new Scope()) {
            Tensor z0 = embeddings(0);
            Tensor z1 = embeddings(1);
            Tensor all = Norm.l2(Tensor.cat(List.of(z0, z1), 0));
            double expected = new NtXent(TAU).apply(z0, z1).total().item();
            assertEquals(expected, Negatives.ntXent(Learning.rows(all.matmul(all.t())), TAU), 1e-9);
        }
    }

    /** Every term below the line is the same: there are N and 2N − 1 of them. */
    @Test
    void equalEmbeddingsCountTheTerms() {
        int n = 6;
        double[][] ones = new double[n][n];
        double[][] moreOnes = new double[2 * n][2 * n];
        for (double[] row : ones) {
            Arrays.fill(row, 1);
        }
        for (double[] row : moreOnes) {
            Arrays.fill(row, 1);
        }
        for (double tau : new double[] {0.1, 1}) {
            assertEquals(Math.log(n), Negatives.infoNce(ones, tau), 1e-9);
            assertEquals(Math.log(2 * n - 1), Negatives.ntXent(moreOnes, tau), 1e-9);
        }
    }
}
