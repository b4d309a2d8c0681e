package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What layers and backbones say of themselves is what they compute. */
class DescriptionTest {
    private static final Map<String, Object> SMALL = Map.of("base-width", 4);
    private static final Map<String, Object> VIT =
            Map.of("image-size", 32, "patch-size", 8, "width", 16, "depth", 2, "heads", 2);

    @TestFactory
    List<DynamicTest> layersComputeWhatTheyDescribe() {
        return List.of(
                test("convolution", () -> new Conv2d(3, 5, 3, 2, 1, true), 2, 3, 9, 8),
                test("batch norm", () -> new BatchNorm(3), 4, 3, 5, 5),
                test("layer norm", () -> new LayerNorm(7), 2, 3, 7),
                test("linear", () -> new Linear(7, 5), 2, 3, 7),
                test("linear without bias", () -> new Linear(7, 5, false), 2, 7),
                test("relu", ReLU::new, 2, 5),
                test("gelu", GELU::new, 2, 5),
                test("identity", Identity::new, 2, 5),
                test("max-pooling", () -> new MaxPool(3, 2, 1), 2, 3, 9, 8),
                test("average", GlobalAveragePool::new, 2, 3, 4, 5),
                test("flatten", Flatten::new, 2, 3, 4, 5),
                test("unit length", () -> new UnitLength(1e-12), 3, 5),
                test("sequence", () -> new Sequential(new Linear(4, 6), new ReLU(), new Linear(6, 2)), 3, 4),
                test("prediction of AIM", () -> new AimHead(new AimHead.Config(4, 6, 3, 2, 2)), 2, 5, 4),
                test("self-attention", () -> new SelfAttention(8, 2), 2, 5, 8),
                test("transformer layer", () -> new TransformerLayer(8, 2, 16), 2, 5, 8));
    }

    @TestFactory
    List<DynamicTest> backbonesComputeWhatTheyDescribe() {
        return List.of(
                test("resnet18", () -> Backbones.named("resnet18", SMALL), 3, 3, 40, 36),
                test("resnet50", () -> Backbones.named("resnet50", SMALL), 3, 3, 40, 36),
                test("wide", () -> Backbones.named("wide-resnet50-2", SMALL), 3, 3, 40, 36),
                test("groups", () -> Backbones.named("resnext50-32x4d", Map.of("base-width", 16)), 3, 3, 40, 36),
                test(
                        "convnext", // with the usual 1e-6 its blocks would add nothing that is seen
                        () -> Backbones.named("convnext-tiny", Map.of("base-width", 8, "layer-scale", 1)),
                        3,
                        3,
                        32,
                        32),
                test("vit", () -> Backbones.named("vit-tiny", VIT), 3, 3, 32, 32),
                test("vit at another size", () -> Backbones.named("vit-tiny", VIT), 3, 3, 40, 40),
                test(
                        "vit with all",
                        () -> Backbones.named(
                                "vit-tiny",
                                with(VIT, "registers", 2, "pooling", "average", "layer-scale", 0.1, "qkv-bias", false)),
                        3,
                        3,
                        32,
                        32),
                test(
                        "vit without class token",
                        () -> Backbones.named("vit-tiny", with(VIT, "class-token", false, "pooling", "average")),
                        3,
                        3,
                        32,
                        32),
                test(
                        "resnet18 for small images",
                        () -> Backbones.named("resnet18", Map.of("base-width", 4, "cifar-stem", true, "channels", 2)),
                        3,
                        2,
                        16,
                        16));
    }

    @Test
    void whatDoesNotDescribeItselfIsNamed() {
        try (Layer layer = new Sequential(new GroupNorm(1, 2))) {
            String message = assertThrows(
                            UnsupportedOperationException.class,
                            () -> layer.describe(new TensorOperations(1), Tensor.of(new float[] {1, 2}, 1, 2)))
                    .getMessage();
            assertEquals("0: GroupNorm(1, 2, eps 1.0E-5) can't be exported: it does not describe itself", message);
        }
        try (Layer norm = new BatchNorm(2, 1e-5, 0.1, false, true)) {
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> norm.describe(new TensorOperations(1), Tensor.of(new float[] {1, 2}, 1, 2)));
        }
    }

    private static DynamicTest test(String name, Supplier<Layer> maker, long... shape) {
        return DynamicTest.dynamicTest(name, () -> {
            try (Scope scope = new Scope();
                    NoGrad guard = new NoGrad();
                    Layer layer = maker.get()) {
                layer.initialize(3);
                layer.state().forEach((key, tensor) -> shake(key, tensor));
                layer.forward(random(9, shape)); // moves running statistics
                layer.training(false);
                Tensor x = random(1, shape);
                Tensor described = layer.describe(CountedOperations.of((int) x.size(-1)), x);
                Tensor computed = layer.forward(x.copy());
                assertArrayEquals(computed.shape(), described.shape());
                assertArrayEquals(computed.toFloats(), described.toFloats(), 1e-5f);
            }
        });
    }

    private static Map<String, Object> with(Map<String, Object> options, Object... more) {
        Map<String, Object> all = new HashMap<>(options);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }

    /** Scales and offsets that are not 1 and 0. */
    private static void shake(String name, Tensor tensor) {
        if (tensor.dtype().isFloating() && tensor.rank() == 1) {
            tensor.addInPlace(random(name.hashCode(), tensor.shape()), 0.1);
        }
    }

    private static Tensor random(long seed, long... shape) {
        int count = 1;
        for (long side : shape) {
            count *= (int) side;
        }
        Draws draws = Draws.of(seed, Stream.SAMPLE, 0, 0);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (2 * draws.uniform() - 1);
        }
        return Tensor.of(values, shape);
    }
}
