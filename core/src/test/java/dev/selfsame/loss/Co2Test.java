package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.distributed.Replicas;
import dev.selfsame.nn.MemoryBank;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Co2Test extends LossContract {
    /** At the usual 0.05 two near views of few images may both be so sure of each other that no gradient is left. */
    private static final double TEMPERATURE = 0.5;

    private final Banks banks = new Banks();

    @AfterEach
    void close() {
        banks.close();
    }

    @Override
    PairLoss loss() {
        return new Co2(1, TEMPERATURE, true, null, Replicas.ONE);
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @Nested
    class WithABank extends LossContract {
        @Override
        PairLoss loss() {
            return banks.fitted(bank -> new Co2(1, TEMPERATURE, true, bank, Replicas.ONE));
        }

        @Override
        String name() {
            return "Co2";
        }

        @Override
        boolean symmetric() {
            return true;
        }
    }

    /** Lightly returns this value cut off from its inputs; the formula has a gradient, and here it flows. */
    @ParameterizedTest
    @CsvSource({"true,false", "false,false", "true,true", "false,true"})
    void valueAndGradientsAreThoseOfTheLoops(boolean positive, boolean withBank) {
        double[] a = Samples.gaussian(73, 0, 20);
        double[] b = Samples.near(a, 73, 1);
        MemoryBank bank = withBank ? banks.of(4) : null;
        try (Scope scope = new Scope()) {
            double[] rows = withBank ? bank.rows().toDoubles() : new double[0];
            Tensor z0 = Samples.leaf(a, 5);
            Tensor z1 = Samples.leaf(b, 5);
            Tensor total = new Co2(0.7, 0.2, positive, bank, Replicas.ONE)
                    .apply(z0, z1)
                    .total();
            total.backward();
            assertEquals(loops(a, b, rows, positive), total.item(), 1e-6); // rows have length 1 to float32 only
            assertArrayEquals(Samples.differences(x -> loops(x, b, rows, positive), a), Samples.gradient(z0), 1e-6);
            assertArrayEquals(Samples.differences(x -> loops(a, x, rows, positive), b), Samples.gradient(z1), 1e-6);
            assertTrue(Arrays.stream(Samples.gradient(z0)).map(Math::abs).max().getAsDouble() > 1e-3);
        }
    }

    /** Erratum: Lightly's result is a new tensor, so adding it to a loss changes the value and not what is learned. */
    @Test
    void lightlysValueIsTheSameAndTeachesNothing() {
        double[] a = Samples.gaussian(76, 0, 20);
        double[] b = Samples.near(a, 76, 1);
        try (Scope scope = new Scope()) {
            double[] alone =
                    gradient(a, b, (z0, z1) -> new NtXent().apply(z0, z1).total());
            double[] withLightlys = gradient(a, b, (z0, z1) -> {
                Tensor ours = loss().apply(z0, z1).total();
                Tensor lightly = Tensor.of(ours.toDoubles(), 1);
                assertEquals(ours.item(), lightly.item());
                assertTrue(lightly.item() > 1e-4, "" + lightly);
                return new NtXent().apply(z0, z1).total().add(lightly.sum());
            });
            double[] withOurs = gradient(a, b, (z0, z1) -> new NtXent()
                    .apply(z0, z1)
                    .total()
                    .add(loss().apply(z0, z1).total()));
            assertArrayEquals(alone, withLightlys);
            double furthest = 0;
            for (int i = 0; i < alone.length; i++) {
                furthest = Math.max(furthest, Math.abs(withOurs[i] - alone[i]));
            }
            assertTrue(furthest > 1e-4, "" + furthest);
        }
    }

    private static double[] gradient(double[] a, double[] b, BinaryOperator<Tensor> loss) {
        Tensor z0 = Samples.leaf(a, 5);
        loss.apply(z0, Tensor.of(b, 5, 4)).backward();
        return Samples.gradient(z0);
    }

    @Test
    void viewsThatAgreeHaveLossZero() {
        double[] a = Samples.gaussian(74, 0, 20);
        try (Scope scope = new Scope()) {
            assertEquals(
                    0,
                    new Co2()
                            .apply(Tensor.of(a, 5, 4), Tensor.of(a, 5, 4))
                            .total()
                            .item());
        }
    }

    @Test
    void withOneOtherImageAndNoPositiveThereIsNothingToDifferIn() {
        double[] a = Samples.gaussian(75, 0, 8);
        double[] b = Samples.gaussian(75, 1, 8);
        try (Scope scope = new Scope()) {
            Tensor z0 = Samples.leaf(a, 2);
            Tensor total = new Co2(1, 0.05, false, null, Replicas.ONE)
                    .apply(z0, Tensor.of(b, 2, 4))
                    .total();
            total.backward();
            assertEquals(0, total.item());
            assertArrayEquals(new double[8], Samples.gradient(z0));
        }
    }

    @Test
    void logitsOfTenThousandAreFinite() {
        Samples.assertFiniteInFloat32(new Co2(1, 1e-4, true, null, Replicas.ONE), 6, 4);
        Samples.assertFiniteInFloat32(new Co2(1, 1e-4, false, null, Replicas.ONE), 6, 4);
        Samples.assertFiniteInFloat32(new Co2(1, 1e-4, true, banks.of(4), Replicas.ONE), 6, 4);
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Co2(-1, 0.05, true, null, Replicas.ONE));
        assertThrows(IllegalArgumentException.class, () -> new Co2(1, 0, true, null, Replicas.ONE));
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 4, 5);
            Co2 narrow = new Co2(1, 0.05, true, banks.of(3), Replicas.ONE);
            assertThrows(IllegalArgumentException.class, () -> narrow.apply(z, z));
        }
    }

    /** With α 0.7 and a temperature of 0.2, five images of four values. */
    private static double loops(double[] a, double[] b, double[] rows, boolean positive) {
        double sum = 0;
        for (int i = 0; i < 5; i++) {
            int others = rows.length > 0 ? rows.length / 4 : 5;
            int count = 0;
            double[] p = new double[others + 1];
            double[] q = new double[others + 1];
            for (int k = 0; k < others; k++) {
                if (rows.length > 0) {
                    p[count] = Samples.cosine(a, i, rows, k, 4) / 0.2;
                    q[count++] = Samples.cosine(b, i, rows, k, 4) / 0.2;
                } else if (k != i) {
                    p[count] = Samples.cosine(a, i, b, k, 4) / 0.2;
                    q[count++] = Samples.cosine(b, i, a, k, 4) / 0.2;
                }
            }
            if (positive) {
                p[count] = q[count] = Samples.cosine(a, i, b, i, 4) / 0.2;
                count++;
            }
            p = Arrays.copyOf(p, count);
            q = Arrays.copyOf(q, count);
            for (int k = 0; k < count; k++) {
                double logP = p[k] - Samples.logSumExp(p);
                double logQ = q[k] - Samples.logSumExp(q);
                sum += Math.exp(logP) * (logP - logQ) + Math.exp(logQ) * (logQ - logP);
            }
        }
        return 0.7 * sum / 2 / 5;
    }
}
