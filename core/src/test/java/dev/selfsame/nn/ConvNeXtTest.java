package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvNeXtTest {
    private static final ConvNeXtConfig SMALL =
            ConvNeXtConfig.of("convnext-tiny").with("base-width", 4).with("blocks", "1-2-2-1");

    private static ConvNeXt made(ConvNeXtConfig config) {
        ConvNeXt net = new ConvNeXt(config);
        net.initialize(7);
        return net;
    }

    private static Tensor images(int n, int channels, int side) {
        return VisionTransformerTest.images(n, channels, side, side);
    }

    /** torchvision's counts, less those of its classifier of 1,000. */
    @ParameterizedTest
    @CsvSource({
        "convnext-tiny,768,27820128",
        "convnext-small,768,49454688",
        "convnext-base,1024,87566464",
        "convnext-large,1536,196230336"
    })
    void hasTorchvisionsNumberOfParameters(String name, int features, long parameters) {
        try (ConvNeXt net = new ConvNeXt(ConvNeXtConfig.of(name))) {
            assertEquals(features, net.features());
            assertEquals(
                    parameters,
                    net.parameters().values().stream().mapToLong(Tensor::count).sum());
        }
        String about = Backbones.describe().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .about();
        assertTrue(about.contains(String.format(Locale.ROOT, "%.1f million", parameters / 1e6)), about);
    }

    @Test
    void startsAsTorchvisionsDoes() {
        try (ConvNeXt net = made(SMALL.with("base-width", 32))) {
            net.parameters().forEach((name, parameter) -> {
                double[] values = parameter.toDoubles();
                double std = Math.sqrt(Arrays.stream(values)
                        .map(value -> value * value)
                        .average()
                        .orElseThrow());
                if (name.endsWith("layer_scale")) {
                    assertEquals(1e-6, std, 1e-10, name);
                } else if (parameter.rank() == 1) {
                    assertEquals(name.endsWith("weight") ? 1 : 0, std, name);
                } else {
                    assertEquals(0.02, std, 0.002, name);
                }
            });
        }
    }

    @Test
    void takesImagesThatAreLargeEnough() {
        try (Scope scope = new Scope();
                ConvNeXt net = made(SMALL.with("channels", 5).with("patch-size", 2))) {
            assertArrayEquals(new long[] {2, 32}, net.forward(images(2, 5, 16)).shape());
            assertArrayEquals(
                    new long[] {2, 32, 2, 2}, net.map(images(2, 5, 35)).shape());
            String message = assertThrows(IllegalArgumentException.class, () -> net.forward(images(2, 5, 15)))
                    .getMessage();
            assertTrue(message.contains("of at least 16×16"), message);
            assertThrows(IllegalArgumentException.class, () -> net.forward(images(2, 3, 32)));
        }
    }

    @Test
    void droppedPathsDependOnTheStepAlone() {
        try (Scope scope = new Scope();
                ConvNeXt net = made(SMALL.with("drop-path", 0.5).with("layer-scale", 1))) {
            Tensor x = images(8, 3, 32);
            net.atStep(1, 3);
            float[] first = net.forward(x).toFloats();
            net.atStep(2, 3);
            assertFalse(Arrays.equals(first, net.forward(x).toFloats()), "another seed");
            net.atStep(1, 3);
            assertArrayEquals(first, net.forward(x).toFloats());
        }
    }

    @Test
    void aPassWithoutGradientsHoldsItsResultAlone() {
        try (ConvNeXt net = made(SMALL);
                Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor x = images(2, 3, 32);
            int before = scope.size();
            net.forward(x);
            assertEquals(before + 1, scope.size());
        }
    }

    @Test
    void nothingLeaksOverTwentySteps() {
        try (ConvNeXt net = made(SMALL.with("drop-path", 0.2))) {
            long tensors = 0;
            long pointers = 0;
            for (int step = 0; step < 22; step++) {
                try (Scope scope = new Scope()) {
                    net.atStep(1, step);
                    net.forward(images(4, 3, 32)).square().mean().backward();
                    net.map(images(4, 3, 32)).square().mean().backward();
                    net.parameters().forEach((name, parameter) -> assertNotNull(parameter.gradient(), name));
                    net.clearGradients();
                }
                if (step == 1) {
                    tensors = Leaks.live();
                    pointers = Pointer.totalCount();
                }
            }
            assertEquals(tensors, Leaks.live());
            assertEquals(pointers, Pointer.totalCount());
        }
    }

    @Test
    void autocastToSixteenBitsIsFiniteAndClose() {
        try (ConvNeXt net = made(SMALL.with("base-width", 16).with("layer-scale", 1));
                Scope scope = new Scope()) {
            Tensor x = images(8, 3, 32).channelsLast();
            Tensor exact = net.forward(x);
            Tensor features;
            try (Autocast autocast = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                features = net.forward(x);
            }
            features.to(DType.FLOAT32).square().mean().backward();
            net.parameters().forEach((name, parameter) -> {
                assertEquals(DType.FLOAT32, parameter.gradient().dtype(), name);
                assertTrue(Compare.all(Compare.isFinite(parameter.gradient())), name);
            });
            double off = features.to(DType.FLOAT32).sub(exact).norm().item()
                    / exact.norm().item();
            assertTrue(off < 0.05 && off > 0, "relative difference " + off);
        }
    }

    @Test
    void architectureGoesRound() {
        try (ConvNeXt net = new ConvNeXt(SMALL.with("drop-path", 0.1).with("patch-size", 2));
                Backbone again = Backbones.fromArchitecture(net.architecture())) {
            assertEquals(net.architecture(), again.architecture());
            assertEquals(net.state().keySet(), again.state().keySet());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "blocks=3-3-9   | blocks must be four numbers of 1 to 100, such as 3-3-9-3, got 3-3-9",
                "blocks=3-0-9-3 | blocks must be four numbers of 1 to 100",
                "blocks=3,3,9,3 | blocks must be whole numbers with dashes between, got 3,3,9,3",
                "base-width=0   | base-width must be 1 to 1024, got 0",
                "patch-size=33  | patch-size must be 1 to 32, got 33",
                "layer-scale=2  | layer-scale must be 0.0 to 1.0, got 2.0",
            })
    void saysWhatIsWrongWithAnOption(String option, String message) {
        String[] pair = option.split("=", 2);
        String said = assertThrows(IllegalArgumentException.class, () -> SMALL.with(pair[0], pair[1]))
                .getMessage();
        assertTrue(said.contains(message), said);
    }
}
