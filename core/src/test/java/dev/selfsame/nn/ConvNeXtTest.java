package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvNeXtTest extends BackboneContract {
    private static final ConvNeXtConfig SMALL =
            ConvNeXtConfig.of("convnext-tiny").with("base-width", 4).with("blocks", "1-2-2-1");

    private static ConvNeXt made(ConvNeXtConfig config) {
        ConvNeXt net = new ConvNeXt(config);
        net.initialize(7);
        return net;
    }

    private static Tensor images(int n, int channels, int side) {
        return images(n, channels, side, side);
    }

    @Override
    Backbone small() {
        return new ConvNeXt(SMALL);
    }

    @Override
    Backbone whole() {
        return new ConvNeXt(SMALL.with("drop-path", 0.2));
    }

    @Override
    Backbone wide() {
        return new ConvNeXt(SMALL.with("base-width", 16).with("layer-scale", 1));
    }

    @Override
    Backbone other() {
        return new ConvNeXt(SMALL.with("drop-path", 0.1)
                .with("patch-size", 2)
                .with("layer-scale", 0.1)
                .with("channels", 5));
    }

    @Override
    Tensor loss(Backbone net) {
        return super.loss(net).add(net.map(images(4, 3, 32)).square().mean());
    }

    @Override
    double rounding() {
        return 0.05;
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
