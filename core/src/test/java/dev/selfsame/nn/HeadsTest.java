package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.nn.ProjectionHead.Block;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadsTest {
    @Test
    void theCifarBenchmarksBarlowTwinsHeadHasTwoLayers() {
        try (ProjectionHead head = Heads.mlp(512, 2048, 2048, 2)) {
            assertEquals(
                    List.of("layers.0.weight", "layers.1.weight", "layers.1.bias", "layers.3.weight", "layers.3.bias"),
                    List.copyOf(head.parameters().keySet()));
            assertEquals(512, head.in());
            assertEquals(2048, head.out());
            assertEquals("ProjectionHead(512-2048-2048)", head.toString());
        }
    }

    @Test
    void oneLayerTakesTheInput() {
        try (ProjectionHead head = Heads.mlp(8, 99, 4, 1);
                ProjectionHead simclr = Heads.simclr(8, 99, 4, 1, true)) {
            assertEquals(
                    List.of("layers.0.weight", "layers.0.bias"),
                    List.copyOf(head.parameters().keySet()));
            assertEquals(8, simclr.in());
        }
        assertThrows(IllegalArgumentException.class, () -> Heads.mlp(8, 99, 4, 0));
    }

    @Test
    void linearLayersStartAsTorchs() {
        try (ProjectionHead head = Heads.mlp(300, 500, 400, 3)) {
            head.initialize(3);
            head.parameters().forEach((name, tensor) -> {
                if (tensor.rank() == 2 || name.equals("layers.6.bias")) {
                    double bound = 1 / Math.sqrt(name.equals("layers.0.weight") ? 300 : 500);
                    double square = 0;
                    double largest = 0;
                    double[] values = tensor.toDoubles();
                    for (double value : values) {
                        square += value * value / values.length;
                        largest = Math.max(largest, Math.abs(value));
                    }
                    assertTrue(largest <= bound && largest > 0.98 * bound, name + ": " + largest);
                    double spread = Math.sqrt(3 * square) / bound; // the deviation of a uniform number is bound / √3
                    assertEquals(1, spread, 5 * Math.sqrt(0.2 / values.length), name);
                }
            });
        }
    }

    @Test
    void blocksMustFit() {
        assertThrows(IllegalArgumentException.class, () -> new ProjectionHead(List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ProjectionHead(List.of(Block.hidden(4, 8), Block.linear(9, 2))));
        assertThrows(IllegalArgumentException.class, () -> Heads.byol(4, 0, 2));
    }

    @Test
    void aBatchOfOneIsRefusedInTrainingByName() {
        try (ProjectionHead head = Heads.byol(4, 8, 2);
                Tensor x = Tensor.of(new float[4], 1, 4)) {
            head.initialize(1);
            String message = assertThrows(IllegalArgumentException.class, () -> head.forward(x))
                    .getMessage();
            assertTrue(message.startsWith("layers.1: BatchNorm(8"), message);
            assertTrue(message.contains("at least 2"), message);
            head.training(false);
            head.forward(x).close();
        }
    }
}
