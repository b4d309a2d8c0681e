package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and gradient norms that Lightly 1.5.26 gave in float64 for two views made by a rule of sines. */
class ReferenceValuesTest {
    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of(new NtXent(0.5), 1.8314481162, 0.223377864, 0.258740019),
                Arguments.of(new NtXent(0.1), 1.5995237392, 0.926124631, 1.191164350),
                Arguments.of(new DclLoss(), 1.2267747517, 1.332532534, 1.707824442),
                Arguments.of(new DclwLoss(), 1.2432390425, 1.345482135, 1.723222743),
                Arguments.of(new DirectClrLoss(4, new NtXent()), 1.8504464770, 0.260770584, 0.312773072),
                Arguments.of(new Hypersphere(1, 1, 2), -0.8932112526, 0.284940592, 0.340586769),
                Arguments.of(new Macl(), 1.9863230267, 0.942895544, 1.187359756),
                Arguments.of(new BarlowTwinsLoss(), 0.2917361781, 0.393254144, 0.392158075),
                Arguments.of(new VicRegLoss(), 13.9546654182, 2.690188508, 3.353076782),
                Arguments.of(new MmcrLoss(), -7.8018849978, 1.223728360, 1.223904243),
                Arguments.of(new FroSslLoss(), -1.3196322395, 0.345245999, 0.494362745),
                Arguments.of(new NegativeCosine(), -0.8062316479, 0.121223814, 0.144129673));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void valueAndGradientNormsAreLightlys(PairLoss loss, double value, double norm0, double norm1) {
        double[] a = sines(0.1);
        double[] b = sines(1.7);
        for (int i = 0; i < b.length; i++) {
            b[i] = 0.7 * a[i] + 0.5 * b[i];
        }
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.of(a, 8, 6).requireGradient(true);
            Tensor z1 = Tensor.of(b, 8, 6).requireGradient(true);
            Tensor total = loss.apply(z0, z1).total();
            total.backward();
            assertEquals(value, total.item(), 1e-10);
            assertEquals(norm0, gradientNorm(z0), 1e-9);
            assertEquals(norm1, gradientNorm(z1), 1e-9);
        }
    }

    private static double gradientNorm(Tensor z) {
        Tensor gradient = z.gradient();
        assertNotNull(gradient);
        return gradient.norm().item();
    }

    private static double[] sines(double offset) {
        double[] values = new double[48];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sin(1.3 * i + offset + 0.01 * i * i);
        }
        return values;
    }
}
