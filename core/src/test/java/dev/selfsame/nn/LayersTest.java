package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayersTest {
    private final Scope scope = new Scope();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void batchNormNormalisesPlacesAndRowsAlike() {
        try (BatchNorm norm = new BatchNorm(2)) {
            Tensor rows = Tensor.of(new float[] {0, 10, 2, 30, 4, 50}, 3, 2);
            double unit = Math.sqrt(1.5);
            assertArrayEquals(
                    new double[] {-unit, -unit, 0, 0, unit, unit},
                    norm.forward(rows).toDoubles(),
                    1e-4);
            norm.initialize(0);
            Tensor places = rows.t().contiguous().reshape(1, 2, 3, 1);
            assertArrayEquals(
                    new double[] {-unit, 0, unit, -unit, 0, unit},
                    norm.forward(places).toDoubles(),
                    1e-4);
            assertArrayEquals(
                    new double[] {0.2, 3}, norm.buffers().get("running_mean").toDoubles(), 1e-6);
            assertArrayEquals(
                    new double[] {0.9 + 0.1 * 4, 0.9 + 0.1 * 400},
                    norm.buffers().get("running_var").toDoubles(),
                    1e-4);
        }
    }

    @Test
    void batchNormCountsBatchesOfTrainingOnly() {
        try (BatchNorm norm = new BatchNorm(2)) {
            Tensor x = Tensor.ones(DType.FLOAT32, 4, 2);
            norm.forward(x);
            norm.forward(x);
            norm.training(false);
            norm.forward(x);
            assertEquals(2, norm.buffers().get("num_batches_tracked").item());
            try (BatchNorm other = new BatchNorm(2)) {
                other.forward(x);
                other.load(norm.state());
                other.forward(x);
                assertEquals(3, other.buffers().get("num_batches_tracked").item());
            }
        }
    }

    @Test
    void batchNormWithoutStatisticsUsesTheBatch() {
        try (BatchNorm norm = new BatchNorm(1, 1e-5, 0.1, false, false)) {
            norm.training(false);
            assertTrue(norm.state().isEmpty());
            assertEquals(
                    0, norm.forward(Tensor.of(new float[] {4, 6}, 2, 1)).mean().item(), 1e-6);
            assertThrows(IllegalArgumentException.class, () -> norm.forward(Tensor.ones(DType.FLOAT32, 1, 1)));
        }
    }

    @Test
    void reluInPlaceChangesItsInputAndTheOtherDoesNot() {
        Tensor x = Tensor.of(new float[] {-1, 2}, 2);
        assertArrayEquals(new float[] {0, 2}, new ReLU().forward(x).toFloats());
        assertArrayEquals(new float[] {-1, 2}, x.toFloats());
        assertSame(x, ReLU.inPlace().forward(x));
        assertArrayEquals(new float[] {0, 2}, x.toFloats());
    }

    @Test
    void geluIsTheExactOne() {
        Tensor y = new GELU().forward(Tensor.of(new double[] {-1, 0, 1}, 3));
        assertArrayEquals(new double[] {-0.15865525393145707, 0, 0.8413447460685429}, y.toDoubles(), 1e-12);
    }

    @Test
    void layerNormAndGroupNormNormaliseEachItem() {
        try (LayerNorm layer = new LayerNorm(4);
                GroupNorm group = new GroupNorm(2, 4)) {
            Tensor x = Tensor.of(new float[] {1, 3, 10, 30, 5, 7, 0, 100}, 2, 4);
            Tensor y = layer.forward(x);
            assertArrayEquals(new double[2], y.mean(1, false).toDoubles(), 1e-6);
            assertArrayEquals(new double[] {1, 1}, y.std(1, false, false).toDoubles(), 1e-3);
            assertArrayEquals(
                    new double[] {-1, 1, -1, 1, -1, 1, -1, 1}, group.forward(x).toDoubles(), 1e-3);
            assertThrows(IllegalArgumentException.class, () -> layer.forward(Tensor.ones(DType.FLOAT32, 2, 3)));
            assertThrows(IllegalArgumentException.class, () -> group.forward(Tensor.ones(DType.FLOAT32, 2, 3)));
        }
        assertThrows(IllegalArgumentException.class, () -> new GroupNorm(3, 4));
    }

    @Test
    void convolutionWithBiasAddsIt() {
        try (Conv2d conv = new Conv2d(1, 1, 1, 1, 0, true)) {
            conv.initialize(1);
            conv.parameters().get("bias").detach().fillInPlace(5);
            assertEquals(
                    5, conv.forward(Tensor.zeros(DType.FLOAT32, 1, 1, 1, 1)).item());
            assertEquals("Conv2d(1, 1, kernel 1, stride 1, padding 0, bias)", conv.toString());
            String message = assertThrows(
                            IllegalArgumentException.class, () -> conv.forward(Tensor.zeros(DType.FLOAT32, 1, 2, 1, 1)))
                    .getMessage();
            assertTrue(message.contains("wants [N, 1, H, W]"), message);
        }
    }

    @Test
    void poolsAndFlattens() {
        Tensor x = Tensor.of(new float[] {1, 2, 3, 6}, 1, 1, 2, 2);
        assertEquals(6, new MaxPool(2, 2, 0).forward(x).item());
        assertEquals(3, new GlobalAveragePool().forward(x).item());
        assertArrayEquals(new long[] {1, 4}, new Flatten().forward(x).shape());
        assertSame(x, new Identity().forward(x));
        assertThrows(IllegalArgumentException.class, () -> new MaxPool(2, 2, 2));
    }

    @Test
    void argumentsOutOfRangeAreNamed() {
        assertEquals(
                "in must be at least 1, got 0",
                assertThrows(IllegalArgumentException.class, () -> new Linear(0, 1))
                        .getMessage());
        assertEquals(
                "padding must be at least 0, got -1",
                assertThrows(IllegalArgumentException.class, () -> new Conv2d(1, 1, 1, 1, -1))
                        .getMessage());
        assertEquals(
                "momentum must be 0.0 to 1.0, got NaN",
                assertThrows(IllegalArgumentException.class, () -> new BatchNorm(1, 1e-5, Double.NaN, true, true))
                        .getMessage());
    }

    @Test
    void aSequenceClosesWhatLiesBetweenButNotItsInput() {
        try (Sequential net = new Sequential(new Identity(), new ReLU(), new Flatten(), ReLU.inPlace())) {
            Tensor x = Tensor.of(new float[] {-1, 2}, 1, 2, 1);
            int before = scope.size();
            Tensor y = net.forward(x);
            assertEquals(before + 1, scope.size());
            assertArrayEquals(new float[] {0, 2}, y.toFloats());
            assertArrayEquals(new float[] {-1, 2}, x.toFloats());
        }
    }
}
