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
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DseTest {
    private static final Dse.Config SMALL = new Dse.Config(1, true, 2, 4, 20, 1e-4);

    private final Scope scope = new Scope();
    private final Dse dse = new Dse(SMALL, 3);

    @AfterEach
    void close() {
        dse.close();
        scope.close();
    }

    /** 3 images of 7 patches with 5 values. */
    private static Tensor patches() {
        return Tensor.of(Samples.gaussian(95, 0, 105), 3, 7, 5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e4, 1e-4, 0})
    void isFiniteWithAGradientForEveryPatch(double scale) {
        Tensor z = patches().mul(scale).to(DType.FLOAT32).requireGradient(true);
        Loss loss = dse.apply(z);
        loss.total().backward();
        assertTrue(Double.isFinite(loss.total().item()));
        assertTrue(Arrays.stream(Samples.gradient(z)).allMatch(Double::isFinite));
        assertTrue(scale == 0 || Arrays.stream(Samples.gradient(z)).allMatch(value -> value != 0));
    }

    @Test
    void theGradientIsThatOfTheValueWithClustersHeld() {
        double[] x = Samples.gaussian(95, 0, 105);
        dse.training(false);
        Tensor z = Tensor.of(x, 3, 7, 5).requireGradient(true);
        dse.apply(z).total().backward();
        // A small step moves no patch to another cluster, and centroids, which move a little, carry no gradient: with
        // one
        // cluster nothing depends on them.
        try (Dse one = new Dse(new Dse.Config(0.7, true, 1, 1, 20, 1e-4), 3)) {
            Tensor z1 = Tensor.of(x, 3, 7, 5).requireGradient(true);
            one.apply(z1).total().backward();
            double[] expected = Samples.differences(
                    y -> {
                        try (Scope inner = new Scope()) {
                            return one.apply(Tensor.of(y, 3, 7, 5)).total().item();
                        }
                    },
                    x);
            assertArrayEquals(expected, Samples.gradient(z1), 1e-7);
        }
    }

    @Test
    void fallsInTwentyStepsWithItsDrawsHeld() {
        dse.training(false);
        Tensor z = patches().to(DType.FLOAT32).requireGradient(true);
        double first = dse.apply(z).total().item();
        for (int step = 0; step < 20; step++) {
            dse.apply(z).total().backward();
            try (NoGrad guard = new NoGrad()) {
                Tensor gradient = Tensor.of(Samples.gradient(z), 3, 7, 5).to(DType.FLOAT32);
                z.addInPlace(gradient, -0.01 * z.norm().item() / gradient.norm().item());
                z.clearGradient();
            }
        }
        double last = dse.apply(z).total().item();
        assertTrue(last < first, first + " became " + last);
    }

    @Test
    void hasFourTermsThatAddUp() {
        Loss loss = dse.apply(patches());
        assertEquals(
                List.of("separation", "rank", "batch-size", "image-size"),
                List.copyOf(loss.terms().keySet()));
        double sum = loss.terms().values().stream().mapToDouble(Tensor::item).sum();
        assertEquals(loss.total().item(), sum, 1e-12);
        double rank = -loss.terms().get("rank").item();
        assertTrue(rank > 0.5 && rank <= 1, "effective rank of random patches over 5: " + rank);
    }

    @Test
    void clustersThatAreTightAndApartAreBetter() {
        double[] values = Samples.gaussian(96, 0, 80);
        double[] tight = new double[80];
        for (int i = 0; i < 80; i++) {
            tight[i] = (i % 4 == i / 4 % 2 ? 10 : 0) + 0.01 * values[i];
        }
        Tensor random = Tensor.of(values, 2, 10, 4);
        assertTrue(dse.apply(Tensor.of(tight, 2, 10, 4)).total().item()
                < dse.apply(random).total().item());
    }

    @Test
    void drawsAnewOnEveryStepOfTrainingAndTheSameAfterAResume() {
        Tensor z = patches();
        Map<String, Tensor> saved = new HashMap<>();
        double[] values = new double[6];
        for (int step = 0; step < 6; step++) {
            if (step == 2) {
                dse.state().forEach((name, tensor) -> saved.put(name, tensor.copy()));
            }
            values[step] = dse.apply(z).total().item();
        }
        assertTrue(Arrays.stream(values).distinct().count() > 1, Arrays.toString(values));
        assertEquals(6, dse.state().get("draws.step").item());
        try (Dse resumed = new Dse(SMALL, 3)) {
            resumed.load(saved);
            for (int step = 2; step < 6; step++) {
                assertEquals(values[step], resumed.apply(z).total().item());
            }
        }
        dse.training(false);
        assertEquals(dse.apply(z).total().item(), dse.apply(z).total().item());
        assertEquals(6, dse.state().get("draws.step").item());
    }

    @Test
    void computesInFloat32UnderAutocastAndLeavesOnlyTheLoss() {
        dse.training(false);
        Tensor half = patches().to(DType.BFLOAT16);
        double full = dse.apply(half.to(DType.FLOAT32)).total().item();
        try (Autocast bf16 = Autocast.to(DType.BFLOAT16, Device.CPU)) {
            long before = Leaks.live();
            Loss loss = dse.apply(half);
            assertEquals(before + 5, Leaks.live());
            assertEquals(DType.FLOAT32, loss.total().dtype());
            assertEquals(full, loss.total().item());
        }
    }

    @Test
    void aWeightOfZeroIsNoWork() {
        try (Dse none = new Dse(new Dse.Config(0, true, 2, 4, 20, 1e-4), 3)) {
            Loss loss = none.apply(patches());
            assertEquals(0, loss.total().item());
        }
    }

    @Test
    void wrongArgumentsAreRefusedByName() {
        for (long[] shape : new long[][] {{3, 4}, {2, 0, 4}, {0, 3, 4}}) {
            Exception refused =
                    assertThrows(IllegalArgumentException.class, () -> dse.apply(Tensor.ones(DType.FLOAT32, shape)));
            assertTrue(refused.getMessage().startsWith("Dse wants patches"), refused.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> dse.apply(Tensor.ones(DType.INT64, 2, 3, 4)));
        assertThrows(IllegalArgumentException.class, () -> new Dse.Config(-1, true, 2, 4, 20, 1e-4));
        assertThrows(IllegalArgumentException.class, () -> new Dse.Config(1, true, 0, 4, 20, 1e-4));
        assertThrows(IllegalArgumentException.class, () -> new Dse.Config(1, true, 2, 0, 20, 1e-4));
        assertThrows(IllegalArgumentException.class, () -> new Dse.Config(1, true, 2, 4, 0, 1e-4));
        assertThrows(IllegalArgumentException.class, () -> new Dse.Config(1, true, 2, 4, 20, 0));
    }

    @Test
    void saysItsNameAndParametersAndFollowsItsSeed() {
        assertTrue(dse.toString().startsWith("Dse[weight=1.0, normalize=true, localClusters=2"), dse.toString());
        Tensor z = Tensor.of(Samples.gaussian(97, 0, 400), 4, 20, 5);
        try (Dse other = new Dse(SMALL, 4)) {
            assertNotEquals(dse.apply(z).total().item(), other.apply(z).total().item());
        }
    }
}
