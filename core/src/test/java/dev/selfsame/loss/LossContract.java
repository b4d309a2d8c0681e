package dev.selfsame.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.LivePointers;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every {@link PairLoss} does, on random embeddings. Each failure names the seed; {@code -Dselfsame.seed=N} runs it
 * again.
 */
abstract class LossContract {
    private static final long SEED = Long.getLong("selfsame.seed", System.nanoTime());
    private static final String SEEDED = "seed " + SEED;

    /** The loss, as its users make it. */
    abstract PairLoss loss();

    /** The name of the loss that its errors begin with. */
    String name() {
        return loss().getClass().getSimpleName();
    }

    /** Whether exchanging the views changes nothing. */
    abstract boolean symmetric();

    /** Whether it chooses by the embeddings, so that its value jumps where they are rounded. */
    boolean jumps() {
        return false;
    }

    @ParameterizedTest
    @CsvSource({"2,1", "2,3", "3,2", "8,16", "33,7", "5,64"})
    void isFiniteAndReachesBothViews(int n, int d) {
        try (Scope scope = new Scope()) {
            double[] a = Samples.gaussian(SEED, n, n * d);
            Tensor z0 = Samples.leaf(a, n);
            Tensor z1 = Samples.leaf(Samples.near(a, SEED, d + 100), n);
            Loss loss = loss().apply(z0, z1);
            loss.total().backward();
            assertTrue(Double.isFinite(loss.total().item()), SEEDED);
            for (Tensor z : new Tensor[] {z0, z1}) {
                double[] gradient = Samples.gradient(z);
                assertFinite(gradient);
                if (d > 2) { // in one or two dimensions vectors may point exactly where they should
                    assertTrue(
                            Arrays.stream(gradient).map(Math::abs).sum() > 1e-9, SEEDED + ": a view has no gradient");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1e4", "1e-4", "0"})
    void isFiniteForLargeSmallAndNoEmbeddings(double scale) {
        try (Scope scope = new Scope()) {
            Tensor z0 = pair(16, 8)[0].mul(scale).detach().requireGradient(true);
            Tensor z1 = pair(16, 8)[1].mul(scale).detach().requireGradient(true);
            Loss loss = loss().apply(z0, z1);
            loss.total().backward();
            assertTrue(Double.isFinite(loss.total().item()), SEEDED);
            assertFinite(Samples.gradient(z0));
            assertFinite(Samples.gradient(z1));
        }
    }

    @Test
    void isFiniteWhereEveryRowIsTheSame() {
        try (Scope scope = new Scope()) {
            Tensor z0 = Tensor.ones(DType.FLOAT32, 6, 5).requireGradient(true);
            Tensor z1 = Tensor.ones(DType.FLOAT32, 6, 5).requireGradient(true);
            Loss loss = loss().apply(z0, z1);
            loss.total().backward();
            assertTrue(Double.isFinite(loss.total().item()));
            assertFinite(Samples.gradient(z0));
            assertFinite(Samples.gradient(z1));
        }
    }

    @Test
    void fallsInTwentySteps() {
        try (Scope scope = new Scope()) {
            Tensor z0 = pair(16, 8)[0].detach().requireGradient(true);
            Tensor z1 = pair(16, 8)[1].detach().requireGradient(true);
            double first = Double.NaN;
            for (int step = 0; step <= 20; step++) {
                Loss loss = loss().apply(z0, z1);
                if (step == 0) {
                    first = loss.total().item();
                } else if (step == 20) {
                    assertTrue(loss.total().item() < first, SEEDED + ": " + first + " became " + loss);
                }
                loss.total().backward();
                try (NoGrad guard = new NoGrad()) {
                    for (Tensor z : new Tensor[] {z0, z1}) {
                        Tensor gradient = Tensor.of(Samples.gradient(z), 16, 8);
                        double stride = 0.01 * z.norm().item() / gradient.norm().item();
                        z.addInPlace(gradient.to(DType.FLOAT32), -stride);
                        z.clearGradient();
                    }
                }
            }
        }
    }

    @Test
    void exchangingTheViewsChangesNothingIfItSaysSo() {
        try (Scope scope = new Scope()) {
            Tensor[] z = pair(9, 5);
            double there = loss().apply(z[0], z[1]).total().item();
            double back = loss().apply(z[1], z[0]).total().item();
            if (symmetric()) {
                assertEquals(there, back, 1e-5 * Math.abs(there) + 1e-6, SEEDED);
            } else {
                assertNotEquals(there, back, 1e-6, SEEDED);
            }
        }
    }

    @Test
    void termsAddUpToTheTotal() {
        try (Scope scope = new Scope()) {
            Tensor[] z = pair(9, 5);
            Loss loss = loss().apply(z[0], z[1]);
            double sum =
                    loss.terms().values().stream().mapToDouble(Tensor::item).sum();
            assertEquals(loss.total().item(), sum, 1e-6 * Math.abs(sum), SEEDED);
        }
    }

    @Test
    void givesTheSameBitsAgain() {
        try (Scope scope = new Scope()) {
            Tensor[] z = pair(40, 24);
            Loss first = loss().apply(z[0], z[1]);
            Loss second = loss().apply(z[0], z[1]);
            assertArrayEquals(first.total().toBytes(), second.total().toBytes());
        }
    }

    @Test
    void computesInFloat32UnderAutocast() {
        try (Scope scope = new Scope()) {
            Tensor half0 = pair(12, 32)[0].to(DType.BFLOAT16).detach().requireGradient(true);
            Tensor half1 = pair(12, 32)[1].to(DType.BFLOAT16).detach().requireGradient(true);
            double full = loss().apply(half0.to(DType.FLOAT32), half1.to(DType.FLOAT32))
                    .total()
                    .item();
            try (Autocast bf16 = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                Loss loss = loss().apply(half0, half1);
                assertEquals(DType.FLOAT32, loss.total().dtype());
                assertEquals(full, loss.total().item());
                assertTrue(Autocast.isOn(Device.CPU), "autocast is on again");
                loss.total().backward();
            }
            assertFinite(Samples.gradient(half0));
            assertFinite(Samples.gradient(half1));
        }
    }

    @Test
    void leavesNothingBehindButTheLoss() {
        try (Scope scope = new Scope()) {
            Tensor z0 = pair(12, 8)[0].detach().requireGradient(true);
            Tensor z1 = pair(12, 8)[1].detach().requireGradient(true);
            long pointers = 0;
            for (int round = 0; round < 30; round++) {
                long before = Leaks.live();
                try (Scope step = new Scope()) {
                    Loss loss = loss().apply(z0, z1);
                    int kept = loss.terms().size() + (loss.terms().containsValue(loss.total()) ? 0 : 1);
                    assertEquals(before + kept, Leaks.live());
                    loss.total().backward();
                }
                z0.clearGradient();
                z1.clearGradient();
                assertEquals(before, Leaks.live());
                if (round == 5) {
                    pointers = LivePointers.settled();
                }
            }
            assertEquals(pointers, Pointer.totalCount());
        }
    }

    @Test
    void viewsThatDontMatchAreRefusedByName() {
        try (Scope scope = new Scope()) {
            Tensor z = Tensor.ones(DType.FLOAT32, 4, 3);
            Tensor longer = Tensor.ones(DType.FLOAT32, 5, 3);
            Tensor wider = Tensor.ones(DType.FLOAT32, 4, 5);
            Tensor whole = Tensor.zeros(DType.INT64, 4, 3);
            for (Tensor[] wrong : new Tensor[][] {{z, longer}, {wider, z}, {whole, whole}, {z, whole}}) {
                Exception refused =
                        assertThrows(IllegalArgumentException.class, () -> loss().apply(wrong[0], wrong[1]));
                assertTrue(refused.getMessage().startsWith(name()), refused.getMessage());
            }
            for (long[] shape : new long[][] {{}, {0, 3}, {4, 0}}) {
                Tensor odd = Tensor.ones(DType.FLOAT32, shape);
                assertThrows(IllegalArgumentException.class, () -> loss().apply(odd, odd), Arrays.toString(shape));
            }
            longer.close();
            assertThrows(IllegalStateException.class, () -> loss().apply(longer, longer));
        }
    }

    /** On embeddings that were rounded to bfloat16, as networks under autocast give them. */
    @Test
    void underAutocastIsNearFloat32() {
        try (Scope scope = new Scope()) {
            Tensor[] z = pair(32, 16);
            Tensor rounded0 = z[0].to(DType.BFLOAT16);
            Tensor rounded1 = z[1].to(DType.BFLOAT16);
            double full = (jumps()
                            ? loss().apply(rounded0.to(DType.FLOAT32), rounded1.to(DType.FLOAT32))
                            : loss().apply(z[0], z[1]))
                    .total()
                    .item();
            try (Autocast bf16 = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                double half = loss().apply(rounded0, rounded1).total().item();
                assertEquals(full, half, Math.max(0.01, 0.02 * Math.abs(full)), SEEDED);
            }
        }
    }

    @Test
    void saysItsNameAndParameters() {
        assertTrue(loss().toString().startsWith(name() + "["), loss().toString());
        Said.nameAndParameters(loss());
    }

    private static Tensor[] pair(int n, int d) {
        double[] a = Samples.gaussian(SEED, 1, n * d);
        double[] b = Samples.near(a, SEED, 2);
        return new Tensor[] {
            Tensor.of(a, n, d).to(DType.FLOAT32), Tensor.of(b, n, d).to(DType.FLOAT32)
        };
    }

    private static void assertFinite(double[] values) {
        assertTrue(Arrays.stream(values).allMatch(Double::isFinite), SEEDED + ": " + Arrays.toString(values));
    }
}
