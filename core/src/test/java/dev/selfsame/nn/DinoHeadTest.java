package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DinoHeadTest {
    private static final DinoHead.Config SMALL = DinoHead.Config.dino(6, 8, 3, 5);

    private final Scope scope = new Scope();

    @AfterEach
    void close() {
        scope.close();
    }

    private static Tensor random(int rows, int columns) {
        Draws draws = Draws.of(8, Stream.SAMPLE, 0, rows);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draws.gaussian();
        }
        return Tensor.of(values, rows, columns);
    }

    @Test
    void scoresAreCosinesWhilePrototypesKeepLengthOne() {
        try (DinoHead head = new DinoHead(SMALL)) {
            head.initialize(1);
            Tensor scores = head.forward(random(200, 6));
            assertTrue(scores.abs().max(0, false).max(0, false).item() <= 1 + 1e-5);
        }
    }

    @Test
    void lengthsThatAreFixedStaySoInAverages() {
        try (DinoHead head = new DinoHead(SMALL);
                DinoHead free = new DinoHead(SMALL.withNormLastLayer(false))) {
            head.requireGradient(false);
            head.requireGradient(true);
            assertFalse(head.parameters().get("last_layer.weight_g").requiresGradient());
            assertTrue(head.parameters().get("last_layer.weight_v").requiresGradient());
            assertTrue(free.parameters().get("last_layer.weight_g").requiresGradient());
            head.initialize(1);
            MovingAverage<DinoHead> average = MovingAverage.of(head, () -> new DinoHead(SMALL));
            try (DinoHead teacher = average.module()) {
                teacher.requireGradient(true);
                assertFalse(teacher.parameters().get("last_layer.weight_g").requiresGradient());
                head.initialize(2);
                average.follow(head, 0.5);
                assertArrayEquals(
                        new double[] {1, 1, 1, 1, 1},
                        teacher.parameters().get("last_layer.weight_g").toDoubles(),
                        0);
            }
        }
    }

    @Test
    void theLastLayerLearnsNothingInTheFirstEpochs() {
        try (DinoHead head = new DinoHead(SMALL.withFrozenEpochs(2))) {
            head.initialize(1);
            Map<String, Tensor> parameters = head.parameters();
            for (int epoch = 0; epoch < 4; epoch++) {
                head.clearGradients();
                head.forward(random(4, 6)).sum().backward();
                assertNotNull(parameters.get("last_layer.weight_v").gradient());
                head.cancelLastLayerGradients(epoch);
                assertNotNull(parameters.get("layers.0.weight").gradient());
                if (epoch < 2) {
                    assertNull(parameters.get("last_layer.weight_v").gradient());
                } else {
                    assertNotNull(parameters.get("last_layer.weight_v").gradient());
                }
            }
        }
    }

    @Test
    void startsAsTheAuthorsCodeDoes() {
        try (DinoHead head = new DinoHead(DinoHead.Config.dino(200, 300, 100, 400))) {
            head.initialize(5);
            Map<String, Tensor> parameters = head.parameters();
            assertEquals(
                    0.02,
                    parameters
                            .get("layers.2.weight")
                            .flatten(0)
                            .std(0, true, false)
                            .item(),
                    0.0005);
            assertEquals(0, parameters.get("layers.2.bias").norm().item());
            Tensor last = parameters.get("last_layer.weight_v");
            assertEquals(0.1 / Math.sqrt(3), last.flatten(0).std(0, true, false).item(), 0.002); // uniform in ±1/√100
            assertTrue(last.abs().flatten(0).max(0, false).item() <= 0.1);
        }
    }

    @Test
    void underAutocastTheBottleneckIsNormalisedInFloat32() {
        try (DinoHead head = new DinoHead(SMALL)) {
            head.initialize(1);
            Tensor x = random(16, 6);
            Tensor full = head.forward(x);
            Tensor half;
            try (Autocast on = Autocast.to(DType.BFLOAT16, x.device())) {
                half = head.forward(x);
            }
            assertArrayEquals(full.toDoubles(), half.to(DType.FLOAT32).toDoubles(), 0.03);
            Tensor tiny = Tensor.full(DType.FLOAT16, 1e-5, 1, 4);
            assertArrayEquals(
                    new double[] {0.5, 0.5, 0.5, 0.5},
                    new UnitLength(1e-12).forward(tiny).toDoubles(),
                    1e-3);
        }
    }

    @Test
    void printsItsSettingsAndNamesWhatIsWrong() {
        try (DinoHead head = new DinoHead(SMALL)) {
            assertTrue(head.toString().startsWith("DinoHead[in=6, hidden=8, bottleneck=3, out=5"), head.toString());
            head.initialize(1);
            assertThrows(IllegalArgumentException.class, () -> head.forward(random(2, 7)));
        }
        assertThrows(IllegalArgumentException.class, () -> DinoHead.Config.dino(6, 8, 0, 5));
        assertThrows(IllegalArgumentException.class, () -> SMALL.withFrozenEpochs(-1));
    }

    @Test
    void capisClustersKeepTheirLengthOrNot() {
        try (CapiHead unit = new CapiHead(6, 5, true, true);
                CapiHead free = new CapiHead(6, 5)) {
            assertEquals(
                    "[layer.bias, layer.weight_g, layer.weight_v]",
                    unit.state().keySet().toString());
            assertEquals("[layer.weight]", free.state().keySet().toString());
            unit.initialize(1);
            free.initialize(1);
            Tensor x = random(50, 6);
            assertTrue(unit.forward(x).abs().flatten(0).max(0, false).item() <= 1 + 1e-5);
            assertArrayEquals(
                    free.forward(x).toDoubles(), free.forward(x.mul(100)).toDoubles(), 1e-4);
            assertEquals("CapiHead(Linear(6, 5, no bias))", free.toString());
        }
    }
}
