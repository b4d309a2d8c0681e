package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract is that of both directions together, since one reaches the student only. */
class ReSslLossTest extends LossContract {
    private final Banks banks = new Banks();

    @AfterEach
    void close() {
        banks.close();
    }

    @Override
    PairLoss loss() {
        PairLoss one = banks.fitted(ReSslLoss::new);
        return new PairLoss() {
            @Override
            public Loss apply(Tensor z0, Tensor z1) {
                return Pairs.compute(z0, z1, (a, b) -> one.apply(a, b).add(one.apply(b, a)));
            }

            @Override
            public String toString() {
                return one.toString();
            }
        };
    }

    @Override
    String name() {
        return "ReSslLoss";
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @Test
    void gradientsReachTheStudentOnlyAndAreThoseOfTheLoops() {
        double[] a = Samples.gaussian(41, 0, 15);
        double[] b = Samples.near(a, 41, 1);
        try (Scope scope = new Scope()) {
            double[] rows = banks.of(3).rows().toDoubles();
            Tensor student = Samples.leaf(a, 5);
            Tensor teacher = Samples.leaf(b, 5);
            Tensor total = new ReSslLoss(banks.of(3)).apply(student, teacher).total();
            total.backward();
            assertEquals(loops(a, b, rows, 5), total.item(), 1e-5); // rows have length 1 to float32 only
            assertArrayEquals(Samples.differences(x -> loops(x, b, rows, 5), a), Samples.gradient(student), 1e-5);
            assertNull(teacher.gradient());
        }
    }

    @Test
    void isLeastWhereTheStudentHasTheTeachersRelations() {
        double[] a = Samples.gaussian(42, 0, 40);
        double[] b = Samples.gaussian(42, 1, 40);
        try (Scope scope = new Scope()) {
            ReSslLoss loss = new ReSslLoss(0.1, 0.1, banks.of(8));
            double same =
                    loss.apply(Tensor.of(a, 5, 8), Tensor.of(a, 5, 8)).total().item();
            double other =
                    loss.apply(Tensor.of(b, 5, 8), Tensor.of(a, 5, 8)).total().item();
            assertTrue(same < other, same + " and " + other);
        }
    }

    @Test
    void logitsOfTenThousandAreFinite() {
        Samples.assertFiniteInFloat32(new ReSslLoss(1e-4, 1e-4, banks.of(3)), 8, 3);
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ReSslLoss(0, 0.1, banks.of(3)));
        assertThrows(IllegalArgumentException.class, () -> new ReSslLoss(0.1, 0, banks.of(3)));
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 4, 5);
            assertThrows(IllegalArgumentException.class, () -> new ReSslLoss(banks.of(3)).apply(z, z));
        }
    }

    private static double loops(double[] a, double[] b, double[] rows, int n) {
        int d = a.length / n;
        int k = rows.length / d;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double[] student = new double[k];
            double[] teacher = new double[k];
            for (int m = 0; m < k; m++) {
                student[m] = Samples.cosine(a, i, rows, m, d) / 0.1;
                teacher[m] = Samples.cosine(b, i, rows, m, d) / 0.04;
            }
            for (int m = 0; m < k; m++) {
                double target = Math.exp(teacher[m] - Samples.logSumExp(teacher));
                sum -= target * (student[m] - Samples.logSumExp(student));
            }
        }
        return sum / n;
    }
}
