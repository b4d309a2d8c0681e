package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModuleTest {
    private final Scope scope = new Scope();
    private Sequential net = net();

    private static Sequential net() {
        return new Sequential(new Linear(3, 4), new BatchNorm(4), new Sequential(new Linear(4, 2, false)));
    }

    @BeforeEach
    void initialize() {
        net.initialize(7);
    }

    @AfterEach
    void close() {
        net.close();
        scope.close();
    }

    private static float[] weights(Module module, String name) {
        return module.state().get(name).toFloats();
    }

    @Test
    void namesHaveTorchsOrder() {
        assertEquals(
                List.of(
                        "0.weight",
                        "0.bias",
                        "1.weight",
                        "1.bias",
                        "1.running_mean",
                        "1.running_var",
                        "1.num_batches_tracked",
                        "2.0.weight"),
                List.copyOf(net.state().keySet()));
        assertEquals(
                List.of("0.weight", "0.bias", "1.weight", "1.bias", "2.0.weight"),
                List.copyOf(net.parameters().keySet()));
        assertEquals(
                List.of("1.running_mean", "1.running_var", "1.num_batches_tracked"),
                List.copyOf(net.buffers().keySet()));
        assertEquals(DType.INT64, net.buffers().get("1.num_batches_tracked").dtype());
    }

    @Test
    void weightsDependOnSeedAndNameOnly() {
        try (Sequential again = net();
                Sequential other = net();
                Linear unrelated = new Linear(5, 5)) {
            unrelated.initialize(1);
            other.initialize(8);
            again.initialize(7);
            net.state().forEach((name, tensor) -> assertArrayEquals(tensor.toFloats(), weights(again, name), name));
            assertFalse(Arrays.equals(weights(net, "0.weight"), weights(other, "0.weight")));
        }
    }

    /** A large one is drawn in pieces, small ones several at a time. */
    @Test
    void weightsAreTheDrawsOfTheirNameHoweverManyThereAre() {
        int[] sizes = {3, 2_000_000, 9_000_001, 7_000_000, 5, 1};
        try (Tensors module = new Tensors(sizes)) {
            module.initialize(11);
            for (int i = 0; i < sizes.length; i++) {
                Draws draws = Draws.of(11, Stream.WEIGHTS, 0, Draws.hash("t" + i));
                float[] drawn = weights(module, "t" + i);
                for (int k = 0; k < sizes[i]; k++) {
                    assertEquals((float) draws.gaussian(), drawn[k], 0, "t" + i);
                }
            }
        }
    }

    private static final class Tensors extends Module {
        Tensors(int... sizes) {
            for (int i = 0; i < sizes.length; i++) {
                parameter("t" + i, Init.normal(1), sizes[i]);
            }
        }
    }

    @Test
    void initializeSetsBuffersBack() {
        net.forward(Tensor.of(new float[] {1, 2, 3, 4, 5, 7}, 2, 3));
        assertEquals(1, net.buffers().get("1.num_batches_tracked").item());
        net.initialize(7);
        assertEquals(0, net.buffers().get("1.num_batches_tracked").item());
        assertArrayEquals(new float[4], weights(net, "1.running_mean"));
    }

    @Test
    void stateGoesRound() {
        try (Sequential other = net()) {
            other.load(net.state());
            net.state().forEach((name, tensor) -> assertArrayEquals(tensor.toFloats(), weights(other, name), name));
        }
    }

    @Test
    void loadNamesAllThatDoesntFitAndChangesNothing() {
        Map<String, Tensor> state = new LinkedHashMap<>(net.state());
        float[] before = weights(net, "0.weight");
        state.put("0.weight", Tensor.ones(DType.FLOAT32, 4, 3));
        state.remove("1.bias");
        state.put("1.weight", Tensor.ones(DType.FLOAT32, 5));
        state.put("3.weight", Tensor.ones(DType.FLOAT32, 5));
        String message = assertThrows(IllegalArgumentException.class, () -> net.load(state))
                .getMessage();
        assertTrue(message.contains("missing: 1.bias"), message);
        assertTrue(message.contains("unexpected: 3.weight"), message);
        assertTrue(message.contains("1.weight is [5], not [4]"), message);
        assertTrue(message.contains("Sequential"), message);
        assertArrayEquals(before, weights(net, "0.weight"));
    }

    @Test
    void copySharesNothing() {
        net.training(false);
        try (Sequential copy = Module.copy(net, ModuleTest::net)) {
            assertFalse(copy.isTraining());
            for (Map.Entry<String, Tensor> entry : copy.state().entrySet()) {
                Tensor tensor = entry.getValue();
                float[] before = weights(net, entry.getKey());
                assertArrayEquals(before, tensor.toFloats());
                assertNotSame(tensor, net.state().get(entry.getKey()));
                tensor.detach().fillInPlace(42);
                assertArrayEquals(before, weights(net, entry.getKey()));
            }
        }
        assertFalse(net.state().get("0.weight").isClosed());
    }

    @Test
    void modeReachesEveryChild() {
        Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 7}, 2, 3);
        float[] training = net.forward(x).toFloats();
        net.training(false);
        assertFalse(Arrays.equals(training, net.forward(x).toFloats()));
        assertEquals(1, net.buffers().get("1.num_batches_tracked").item());
        net.training(true);
        assertArrayEquals(training, net.forward(x).toFloats());
    }

    @Test
    void frozenParametersGetNoGradient() {
        try (Sequential head = new Sequential(new Linear(2, 2))) {
            head.initialize(1);
            net.requireGradient(false);
            Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 7}, 2, 3);
            head.forward(net.forward(x)).sum().backward();
            net.parameters().values().forEach(tensor -> assertNull(tensor.gradient()));
            head.parameters().values().forEach(tensor -> assertTrue(tensor.gradient() != null));
            net.requireGradient(true);
            net.forward(x).sum().backward();
            net.parameters().values().forEach(tensor -> assertTrue(tensor.gradient() != null));
        }
    }

    @Test
    void anInputThatDoesntFitNamesTheModule() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> net.forward(Tensor.ones(DType.FLOAT32, 2, 5)))
                .getMessage();
        assertTrue(message.startsWith("0: Linear(3, 4) wants [..., 3], got float32[2, 5]"), message);
        try (Sequential inner = new Sequential(new Sequential(new Linear(4, 2)))) {
            inner.initialize(1);
            message = assertThrows(
                            IllegalArgumentException.class, () -> inner.forward(Tensor.ones(DType.FLOAT32, 2, 5)))
                    .getMessage();
            assertTrue(message.startsWith("0.0: Linear(4, 2)"), message);
        }
    }

    @Test
    void closedAndUndrawnModulesSaySo() {
        Tensor x = Tensor.ones(DType.FLOAT32, 2, 3);
        Linear linear = new Linear(3, 4);
        assertEquals(
                "Linear(3, 4) has no weights yet: call initialize(seed) or load(state)",
                assertThrows(IllegalStateException.class, () -> linear.forward(x))
                        .getMessage());
        linear.close();
        linear.close();
        assertEquals(
                "Linear(3, 4) is closed",
                assertThrows(IllegalStateException.class, () -> linear.forward(x))
                        .getMessage());
        assertThrows(IllegalStateException.class, linear::state);
        assertThrows(IllegalStateException.class, () -> linear.initialize(1));
    }

    @Test
    void membersNeedNamesOfTheirOwn() {
        try (Linear linear = new Linear(2, 2)) {
            assertThrows(IllegalArgumentException.class, () -> new Sequential(linear, linear));
        }
        assertThrows(IllegalArgumentException.class, () -> new Sequential(Map.of("a.b", new ReLU())));
        assertThrows(IllegalArgumentException.class, () -> new Sequential(Map.of(" ", new ReLU())));
    }

    @Test
    void convertsToFloat64WithoutTouchingCounts() {
        Tensor weight = net.parameters().get("0.weight");
        net.to(DType.FLOAT64);
        assertEquals(DType.FLOAT64, weight.dtype());
        assertEquals(DType.INT64, net.buffers().get("1.num_batches_tracked").dtype());
        net.forward(Tensor.of(new double[] {1, 2, 3, 4, 5, 7}, 2, 3)).sum().backward();
        assertEquals(DType.FLOAT64, weight.gradient().dtype());
        assertThrows(IllegalArgumentException.class, () -> net.to(DType.INT64));
    }

    @Test
    void anotherThreadTakesOverWhatWasHandedOver() throws InterruptedException {
        Map<String, RuntimeException> failures = new HashMap<>();
        net.handOver();
        Thread thread = new Thread(() -> {
            try (Scope inner = new Scope()) {
                net.forward(Tensor.ones(DType.FLOAT32, 2, 3));
                net.close();
            } catch (RuntimeException e) {
                failures.put("failed", e);
            }
        });
        thread.start();
        thread.join();
        assertEquals(Map.of(), failures);
        net = net();
    }
}
