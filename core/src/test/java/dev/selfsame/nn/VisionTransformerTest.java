package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisionTransformerTest extends BackboneContract {
    private static final VisionTransformerConfig SMALL = VisionTransformerConfig.of("vit-tiny")
            .with("image-size", 32)
            .with("patch-size", 8)
            .with("depth", 2)
            .with("width", 24);

    @Override
    Backbone small() {
        return new VisionTransformer(SMALL);
    }

    @Override
    Backbone whole() {
        return new VisionTransformer(SMALL.with("registers", 2)
                .with("layer-scale", 0.1)
                .with("drop-path", 0.3)
                .with("mask-token", true));
    }

    @Override
    Backbone wide() {
        return new VisionTransformer(SMALL.with("width", 96));
    }

    @Override
    Backbone other() {
        return new VisionTransformer(SMALL.with("registers", 3)
                .with("pooling", "average")
                .with("positions", "sine-cosine")
                .with("prefix-positions", false)
                .with("layer-scale", 1e-5)
                .with("drop-path", 0.1)
                .with("qkv-bias", false)
                .with("channels", 5)
                .with("mlp-ratio", 2.5));
    }

    @Override
    Tensor loss(Backbone net) {
        Tensor mask = Compare.gt(Tensor.range(32).reshape(4, 8).to(DType.FLOAT32), 20);
        Tensor tokens = ((VisionTransformer) net).tokens(images(4, 3, 32, 16), mask, null);
        return super.loss(net).add(tokens.mean());
    }

    private static VisionTransformer made(VisionTransformerConfig config) {
        VisionTransformer net = new VisionTransformer(config);
        net.initialize(7);
        return net;
    }

    private static long parameters(VisionTransformerConfig config) {
        try (VisionTransformer net = new VisionTransformer(config)) {
            return net.parameters().values().stream().mapToLong(Tensor::count).sum();
        }
    }

    /** timm's counts, less those of its classifier of 1,000; the blocks are all alike, so that two need not be made. */
    @ParameterizedTest
    @CsvSource({
        "vit-tiny,192,12,5524416",
        "vit-small,384,12,21665664",
        "vit-base,768,12,85798656",
        "vit-large,1024,24,303301632"
    })
    void hasTimmsNumberOfParameters(String name, int features, int depth, long wanted) {
        VisionTransformerConfig config = VisionTransformerConfig.of(name);
        assertEquals(features, config.features());
        assertEquals(depth, config.depth());
        long one = parameters(config.with("depth", 1));
        long block = parameters(config.with("depth", 2)) - one;
        assertEquals(wanted, one + (depth - 1) * block);
        String about = Backbones.describe().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .about();
        assertTrue(about.contains(String.format(Locale.ROOT, "%.1f million", wanted / 1e6)), about);
    }

    @Test
    void startsAsTimmsDo() {
        try (VisionTransformer net = made(SMALL.with("width", 96).with("layer-scale", 1e-5))) {
            net.parameters().forEach((name, parameter) -> {
                double[] values = parameter.toDoubles();
                double std = Math.sqrt(Arrays.stream(values)
                        .map(value -> value * value)
                        .average()
                        .orElseThrow());
                if (name.endsWith("gamma")) {
                    assertEquals(1e-5, std, 1e-9, name);
                } else if (name.startsWith("patch_embed")) {
                    assertEquals(1 / Math.sqrt(3 * 3 * 8 * 8), std, 0.006, name); // uniform in ±1/√fan-in
                } else if (name.equals("cls_token")) {
                    assertEquals(1e-6, std, 3e-7, name);
                } else if (name.contains("norm") || name.endsWith("bias")) {
                    assertEquals(name.endsWith("weight") ? 1 : 0, std, name);
                } else {
                    assertEquals(0.02, std, 0.001, name);
                }
            });
        }
    }

    @Test
    void takesImagesOfAnySidesThatPatchesDivide() {
        try (Scope scope = new Scope();
                VisionTransformer net = made(SMALL)) {
            assertArrayEquals(
                    new long[] {2, 24}, net.forward(images(2, 3, 32, 32)).shape());
            assertArrayEquals(
                    new long[] {2, 1 + 15, 24}, net.tokens(images(2, 3, 24, 40)).shape());
            String message = assertThrows(IllegalArgumentException.class, () -> net.forward(images(2, 3, 36, 32)))
                    .getMessage();
            assertTrue(message.contains("whose sides are multiples of 8"), message);
            assertThrows(IllegalArgumentException.class, () -> net.forward(images(2, 4, 32, 32)));
        }
    }

    @Test
    void theClassTokenHasNoMapAndAveragesHave() {
        try (Scope scope = new Scope();
                VisionTransformer token = made(SMALL);
                VisionTransformer average = made(SMALL.with("pooling", "average"))) {
            Tensor x = images(2, 3, 32, 24);
            String message = assertThrows(IllegalArgumentException.class, () -> token.map(x))
                    .getMessage();
            assertTrue(message.contains("backbone.pooling=average"), message);
            Tensor map = average.map(x);
            assertArrayEquals(new long[] {2, 24, 4, 3}, map.shape());
            assertEquals(0, map.mean(1, false).abs().max(0, false).mean().item(), 1e-5);
        }
    }

    @Test
    void patchesAreHiddenAndLeftOut() {
        try (Scope scope = new Scope();
                VisionTransformer net = made(SMALL.with("mask-token", true));
                VisionTransformer without = made(SMALL)) {
            Tensor x = images(2, 3, 32, 32);
            Tensor mask = Compare.gt(
                    Tensor.range(32).reshape(2, 16).to(DType.FLOAT32), 24); // none of image 0, seven of image 1
            float[] plain = net.tokens(x).toFloats();
            float[] hidden = net.tokens(x, mask, null).toFloats();
            int image = plain.length / 2;
            assertArrayEquals(Arrays.copyOf(plain, image), Arrays.copyOf(hidden, image));
            assertFalse(Arrays.equals(plain, image, plain.length, hidden, image, plain.length));
            Tensor keep = Tensor.of(new long[] {0, 3, 16, 0, 1, 2}, 2, 3);
            assertArrayEquals(new long[] {2, 3, 24}, net.tokens(x, mask, keep).shape());
            assertThrows(IllegalStateException.class, () -> without.tokens(x, mask, null));
            assertThrows(IllegalArgumentException.class, () -> net.tokens(x, mask.t(), null));
            assertThrows(IllegalArgumentException.class, () -> net.tokens(x, mask, keep.to(DType.FLOAT32)));
        }
    }

    @Test
    void positionsOfSinesAndCosinesStay() {
        try (Scope scope = new Scope();
                VisionTransformer net = made(SMALL.with("positions", "sine-cosine"))) {
            Tensor positions = net.parameters().get("pos_embed");
            double[] table = SineCosinePositions.of(24, 4, 1);
            assertArrayEquals(table, positions.toDoubles(), 1e-6);
            net.forward(images(2, 3, 32, 32)).square().mean().backward();
            assertFalse(positions.requiresGradient());
            net.initialize(8);
            assertArrayEquals(table, positions.toDoubles(), 1e-6);
        }
    }

    @Test
    void droppedPathsDependOnTheStepAlone() {
        try (Scope scope = new Scope();
                VisionTransformer net = made(SMALL.with("drop-path", 0.5).with("depth", 4))) {
            Tensor x = images(8, 3, 32, 32);
            net.atStep(1, 3);
            float[] first = net.forward(x).toFloats();
            float[] second = net.forward(x).toFloats();
            assertFalse(Arrays.equals(first, second), "another pass in the step");
            net.atStep(1, 4);
            assertFalse(Arrays.equals(first, net.forward(x).toFloats()), "another step");
            net.atStep(1, 3);
            assertArrayEquals(first, net.forward(x).toFloats());
            assertArrayEquals(second, net.forward(x).toFloats());
            net.training(false);
            assertArrayEquals(net.forward(x).toFloats(), net.forward(x).toFloats());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "patch-size=7   | image-size must be a multiple of patch-size 7, got 32",
                "patch-size=0   | patch-size must be 1 to 1024, got 0",
                "heads=5        | heads must divide the width of 24, got 5",
                "heads=25       | heads must be 1 to 24, got 25",
                "width=9000     | width must be 1 to 8192, got 9000",
                "depth=0        | depth must be 1 to 100, got 0",
                "class-token=no | class-token must be true or false, got no",
                "class-token=false | pooling must be average where there is no class token, got token",
                "pooling=mean   | pooling must be one of token, average, got mean",
                "positions=sin  | positions must be one of learned, sine-cosine, got sin",
                "drop-path=1    | drop-path must be 0.0 to 0.99, got 1.0",
                "drop-path=NaN  | drop-path must be 0.0 to 0.99, got NaN",
                "mlp-ratio=wide | mlp-ratio must be a number, got wide",
                "layer-scale=-1 | layer-scale must be 0.0 to 1.0, got -1.0",
                "registers=-1   | registers must be 0 to 1024, got -1",
                "image-size=4096 | image-size must be at most 256 patches of 8, got 4096",
                "stem=cifar     | vit-tiny has no option stem",
            })
    void saysWhatIsWrongWithAnOption(String option, String message) {
        String[] pair = option.split("=", 2);
        String said = assertThrows(IllegalArgumentException.class, () -> SMALL.with(pair[0], pair[1]))
                .getMessage();
        assertTrue(said.contains(message), said);
    }

    @Test
    void sinesAndCosinesNeedAWidthOfFours() {
        String said = assertThrows(
                        IllegalArgumentException.class,
                        () -> Backbones.named("vit-tiny", Map.of("positions", "sine-cosine", "width", 27)))
                .getMessage();
        assertTrue(said.contains("width must be a multiple of 4"), said);
    }
}
