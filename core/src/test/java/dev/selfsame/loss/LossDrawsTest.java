package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LossDrawsTest {
    @Test
    void directionsAreNormallyDistributed() {
        try (Scope scope = new Scope();
                LossDraws draws = new LossDraws(1, "test")) {
            double[] values =
                    draws.directions(Tensor.zeros(DType.FLOAT64, 1, 100), 1000).toDoubles();
            for (int power = 1; power <= 4; power++) {
                int p = power;
                double moment =
                        Arrays.stream(values).map(x -> Math.pow(x, p)).average().orElseThrow();
                assertEquals(new double[] {0, 1, 0, 3}[power - 1], moment, 0.1, "moment " + power);
            }
        }
    }

    @Test
    void lossesOfOneSeedDrawDifferently() {
        try (Scope scope = new Scope();
                LossDraws one = new LossDraws(1, "one");
                LossDraws other = new LossDraws(1, "other")) {
            Tensor rows = Tensor.zeros(DType.FLOAT32, 1, 8);
            assertFalse(Arrays.equals(
                    one.directions(rows, 4).toFloats(),
                    other.directions(rows, 4).toFloats()));
            assertFalse(
                    Arrays.equals(one.orders(20, 1).get(0), other.orders(20, 1).get(0)));
        }
    }

    @Test
    void ordersHaveEachRowOnceAndDifferFromEachOther() {
        try (LossDraws draws = new LossDraws(1, "test")) {
            int[] first = draws.orders(20, 2).get(0);
            int[] second = draws.orders(20, 2).get(1);
            assertFalse(Arrays.equals(first, second));
            Arrays.sort(first);
            for (int i = 0; i < 20; i++) {
                assertEquals(i, first[i]);
            }
        }
    }

    @Test
    void heldStillOrInEvaluationTheStepStays() {
        try (Scope scope = new Scope();
                LossDraws draws = new LossDraws(1, "test")) {
            draws.update(false);
            int[] once = draws.orders(20, 1).get(0);
            assertArrayEquals(once, draws.orders(20, 1).get(0));
            draws.update(true);
            draws.training(false);
            assertArrayEquals(once, draws.orders(20, 1).get(0));
            draws.training(true);
            assertArrayEquals(once, draws.orders(20, 1).get(0));
            assertFalse(Arrays.equals(once, draws.orders(20, 1).get(0)));
        }
    }
}
