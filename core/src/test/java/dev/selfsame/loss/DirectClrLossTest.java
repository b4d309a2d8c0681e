package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DirectClrLossTest extends LossContract {
    @Override
    PairLoss loss() {
        return new DirectClrLoss();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @Test
    void isTheLossOfTheFirstValuesAndLeavesTheOthersAlone() {
        double[] a = Samples.gaussian(71, 0, 40);
        double[] b = Samples.near(a, 71, 1);
        try (Scope scope = new Scope()) {
            Tensor z0 = Samples.leaf(a, 5);
            Tensor z1 = Tensor.of(b, 5, 8);
            Tensor total =
                    new DirectClrLoss(3, new InfoNce(0.2, false)).apply(z0, z1).total();
            total.backward();
            double expected = new InfoNce(0.2, false)
                    .apply(Tensor.of(a, 5, 8).narrow(1, 0, 3), z1.narrow(1, 0, 3))
                    .total()
                    .item();
            assertEquals(expected, total.item(), 1e-15);
            double[] gradient = Samples.gradient(z0);
            for (int i = 0; i < 5; i++) {
                assertArrayEquals(new double[5], Arrays.copyOfRange(gradient, 8 * i + 3, 8 * i + 8));
            }
        }
    }

    @Test
    void flattensTheOutputOfAConvolutionAndTakesAllWhereThereAreFewer() {
        double[] a = Samples.gaussian(72, 0, 30);
        double[] b = Samples.gaussian(72, 1, 30);
        try (Scope scope = new Scope()) {
            double flat = new NtXent()
                    .apply(Tensor.of(a, 5, 6), Tensor.of(b, 5, 6))
                    .total()
                    .item();
            double maps = new DirectClrLoss()
                    .apply(Tensor.of(a, 5, 6, 1, 1), Tensor.of(b, 5, 6, 1, 1))
                    .total()
                    .item();
            assertEquals(flat, maps);
        }
    }

    @Test
    void noValuesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DirectClrLoss(0, new NtXent()));
    }
}
