package dev.selfsame.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.Methods;
import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepMemoryTest {
    private static StepMemory of(String backbone, int side) {
        return StepMemory.of(
                new BackboneConfig(backbone, Map.of()).fittedTo(side), SimClrViews.of(side), Precision.FP32);
    }

    @ParameterizedTest
    @CsvSource({"resnet18,32", "resnet50,128", "convnext-tiny,64", "vit-tiny,64"})
    void weightsAndViewsAreCounted(String name, int side) {
        BackboneConfig backbone = new BackboneConfig(name, Map.of()).fittedTo(side);
        StepMemory memory = StepMemory.of(backbone, SimClrViews.of(side), Precision.FP32);
        StepMemory half = StepMemory.of(backbone, SimClrViews.of(side), Precision.BF16);
        try (Backbone network = backbone.build()) {
            assertEquals(2 * 4 * network.activations(side), memory.perImage());
            assertEquals(2 * 2 * network.activations(side), half.perImage());
            long bytes = network.parameters().values().stream()
                    .mapToLong(tensor -> 4 * tensor.count())
                    .sum();
            assertEquals(StepMemory.PROCESS + 5 * bytes, memory.fixed());
            assertEquals(memory.fixed(), half.fixed());
        }
    }

    @Test
    void viewsOfSeveralSizesAreCountedOneByOne() {
        BackboneConfig backbone = new BackboneConfig("resnet18", Map.of()).fittedTo(96);
        Views views = Methods.auto("dino", 96).views();
        try (Backbone network = backbone.build()) {
            long numbers = IntStream.range(0, views.count())
                    .mapToLong(view -> network.activations(views.size(view)))
                    .sum();
            assertTrue(views.size(views.count() - 1) < 96);
            assertEquals(
                    4 * numbers, StepMemory.of(backbone, views, Precision.FP32).perImage());
        }
    }

    /** Which is why their batches differ. */
    @Test
    void largerNetworksAndImagesTakeMore() {
        StepMemory small = of("resnet18", 32);
        StepMemory wide = of("wide-resnet50-2", 32);
        StepMemory large = of("resnet18", 224);
        long memory = 4L << 30;
        assertEquals(128, AutoRecipe.batch(100_000, small.images(memory), 128));
        assertTrue(AutoRecipe.batch(100_000, wide.images(memory), 128) < 128, wide.toString());
        assertTrue(large.images(memory) < small.images(memory), large.toString());
        assertTrue(of("resnet50", 224).images(memory) < large.images(memory));
        assertTrue(of("vit-small", 224).perImage() > of("vit-tiny", 224).perImage());
    }

    @Test
    void whatWeightsLeaveIsForImages() {
        StepMemory memory = new StepMemory(1000, 10);
        assertEquals(50, memory.images(1509));
        assertEquals(0, memory.images(1009));
        assertEquals(0, memory.images(500));
        assertEquals(1500, memory.bytes(50));
    }

    @Test
    void halfTheBitsLeaveRoomForMoreImages() {
        BackboneConfig backbone = new BackboneConfig("resnet50", Map.of()).fittedTo(224);
        Views views = SimClrViews.of(224);
        long memory = 8L << 30;
        int whole = StepMemory.of(backbone, views, Precision.FP32).images(memory);
        int half = StepMemory.of(backbone, views, Precision.BF16).images(memory);
        assertTrue(half == 2 * whole || half == 2 * whole + 1, whole + " and " + half);
        assertEquals(
                StepMemory.of(backbone, views, Precision.AUTO.onThisMachine()),
                StepMemory.of(backbone, views, Precision.AUTO));
    }

    @Test
    void aNetworkThatDoesNotDescribeItselfIsTakenForAResNet18() {
        BackboneConfig grouped = new BackboneConfig("resnet50", Map.of("norm", "group")).fittedTo(64);
        long before = Leaks.live();
        StepMemory memory = StepMemory.of(grouped, SimClrViews.of(64), Precision.FP32);
        assertEquals(before, Leaks.live());
        assertEquals(of("resnet18", 64).perImage(), memory.perImage());
        try (Backbone network = grouped.build()) {
            assertEquals(
                    StepMemory.PROCESS
                            + 20
                                    * network.parameters().values().stream()
                                            .mapToLong(Tensor::count)
                                            .sum(),
                    memory.fixed());
        }
    }
}
