package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.function.ToDoubleFunction;

/** Random embeddings and what tests ask of them. */
final class Samples {
    private Samples() {}

    /** Gaussian numbers. */
    static double[] gaussian(long seed, int part, int count) {
        Draws draws = Draws.of(seed, Stream.SAMPLE, 0, 0, part);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = draws.gaussian();
        }
        return values;
    }

    /** Numbers that agree with {@code values} in part. */
    static double[] near(double[] values, long seed, int part) {
        double[] noise = gaussian(seed, part, values.length);
        double[] near = new double[values.length];
        for (int i = 0; i < near.length; i++) {
            near[i] = values[i] + 0.7 * noise[i];
        }
        return near;
    }

    /** A float64 tensor [rows, ...] that collects gradients. */
    static Tensor leaf(double[] values, int rows) {
        return Tensor.of(values, rows, values.length / rows).requireGradient(true);
    }

    static double[] gradient(Tensor leaf) {
        Tensor gradient = leaf.gradient();
        assertNotNull(gradient, "no gradient");
        return gradient.toDoubles();
    }

    /** Holds that a loss and the gradients that it has are finite, on random views [n, d] in float32. */
    static void assertFiniteInFloat32(PairLoss loss, int n, int d) {
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(gaussian(n, 0, n * d), n, d).to(DType.FLOAT32).requireGradient(true);
            Tensor z1 = Tensor.of(gaussian(n, 1, n * d), n, d).to(DType.FLOAT32).requireGradient(true);
            Tensor total = loss.apply(z0, z1).total();
            total.backward();
            assertTrue(Double.isFinite(total.item()), loss + ": " + total);
            for (Tensor z : new Tensor[] {z0, z1}) {
                Tensor gradient = z.gradient();
                assertTrue(gradient == null || Compare.all(Compare.isFinite(gradient)), loss + ": " + gradient);
            }
            assertNotNull(z0.gradient());
        }
    }

    /** The gradient of {@code f} at {@code x} by central differences. */
    static double[] differences(ToDoubleFunction<double[]> f, double[] x) {
        double[] gradient = new double[x.length];
        double step = 1e-5;
        for (int i = 0; i < x.length; i++) {
            double[] up = x.clone();
            double[] down = x.clone();
            up[i] += step;
            down[i] -= step;
            gradient[i] = (f.applyAsDouble(up) - f.applyAsDouble(down)) / (2 * step);
        }
        return gradient;
    }

    /** The cosine of row i of x and row j of y, [n, d] both. */
    static double cosine(double[] x, int i, double[] y, int j, int d) {
        double dot = 0;
        double xx = 0;
        double yy = 0;
        for (int k = 0; k < d; k++) {
            dot += x[i * d + k] * y[j * d + k];
            xx += x[i * d + k] * x[i * d + k];
            yy += y[j * d + k] * y[j * d + k];
        }
        return dot / Math.sqrt(xx * yy);
    }

    /** log Σ eˣ without overflow. */
    static double logSumExp(double[] x) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : x) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (double value : x) {
            sum += Math.exp(value - max);
        }
        return max + Math.log(sum);
    }
}
