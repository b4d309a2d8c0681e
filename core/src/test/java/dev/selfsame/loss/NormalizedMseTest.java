package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NormalizedMseTest extends LossContract {
    @Override
    PairLoss loss() {
        return new NormalizedMse();
    }

    @Override
    boolean symmetric() {
        return true;
    }

    @Test
    void itIsTwoPlusTwiceTheNegativeCosineWithTwiceItsGradient() {
        double[] a = Samples.gaussian(41, 0, 20);
        double[] b = Samples.gaussian(41, 1, 20);
        try (Scope scope = new Scope()) {
            Tensor p = Samples.leaf(a, 5);
            Tensor z = Tensor.of(b, 5, 4);
            Tensor mse = loss().apply(p, z).total();
            mse.backward();
            double[] gradient = Samples.gradient(p);

            Tensor q = Samples.leaf(a, 5);
            Tensor cosine = new NegativeCosine().apply(q, z).total();
            cosine.backward();
            assertEquals(2 + 2 * cosine.item(), mse.item(), 1e-13);
            double[] twice = Arrays.stream(Samples.gradient(q)).map(g -> 2 * g).toArray();
            assertArrayEquals(twice, gradient, 1e-13);
        }
    }

    @Test
    void itKeepsItsDigitsWhereTheVectorsAlmostAgree() {
        double[] a = Samples.gaussian(42, 0, 256);
        double[] noise = Samples.gaussian(42, 1, 256);
        float[] p = new float[256];
        float[] z = new float[256];
        for (int i = 0; i < 256; i++) {
            p[i] = (float) a[i];
            z[i] = (float) (a[i] + 1e-4 * noise[i]);
        }
        try (Scope scope = new Scope()) {
            Tensor p32 = Tensor.of(p, 4, 64);
            Tensor z32 = Tensor.of(z, 4, 64);
            double exact = loss().apply(p32.to(DType.FLOAT64), z32.to(DType.FLOAT64))
                    .total()
                    .item(); // about 1e-8
            assertEquals(exact, loss().apply(p32, z32).total().item(), 0.01 * exact);
        }
    }
}
