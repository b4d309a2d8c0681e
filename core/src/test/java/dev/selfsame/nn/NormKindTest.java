package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks and heads with another norm than batch norm, and standardised weights. */
class NormKindTest {
    private static final ResNet.Config SMALL = ResNet.Config.cifar(18).withBaseWidth(8);

    private final Scope scope = new Scope();

    @AfterEach
    void close() {
        scope.close();
    }

    private static Tensor random(long seed, long... shape) {
        int count = 1;
        for (long side : shape) {
            count *= (int) side;
        }
        Draws draws = Draws.of(seed, Stream.SAMPLE, 0, 0);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) draws.gaussian() * 2 + 1;
        }
        return Tensor.of(values, shape);
    }

    @Test
    void standardisedWeightsHaveMeanZeroAndVarianceOnePerChannel() {
        try (StandardizedConv2d convolution = new StandardizedConv2d(4, 6, 3, 1, 1, 2)) {
            convolution.initialize(3);
            double[] raw = convolution.parameters().get("weight").toDoubles();
            double[] used = convolution.standardized().toDoubles();
            int fan = 4 / 2 * 3 * 3;
            for (int channel = 0; channel < 6; channel++) {
                double mean = 0;
                double square = 0;
                for (int i = channel * fan; i < (channel + 1) * fan; i++) {
                    mean += raw[i] / fan;
                    square += raw[i] * raw[i] / fan;
                }
                double deviation = Math.sqrt(square - mean * mean);
                for (int i = channel * fan; i < (channel + 1) * fan; i++) {
                    assertEquals((raw[i] - mean) / deviation, used[i], 1e-4);
                }
            }
        }
    }

    @Test
    void aStandardisedConvolutionIsTheConvolutionByThoseWeights() {
        try (StandardizedConv2d convolution = new StandardizedConv2d(2, 3, 1, 2, 0, 1)) {
            convolution.initialize(3);
            Tensor x = random(5, 2, 2, 3, 3);
            double[] in = x.toDoubles();
            double[] weights = convolution.standardized().toDoubles();
            Tensor y = convolution.forward(x);
            assertArrayEquals(new long[] {2, 3, 2, 2}, y.shape());
            double[] out = y.toDoubles();
            int at = 0;
            for (int n = 0; n < 2; n++) {
                for (int channel = 0; channel < 3; channel++) {
                    for (int row = 0; row < 3; row += 2) {
                        for (int column = 0; column < 3; column += 2) {
                            double sum = 0;
                            for (int c = 0; c < 2; c++) {
                                sum += weights[channel * 2 + c] * in[((n * 2 + c) * 3 + row) * 3 + column];
                            }
                            assertEquals(sum, out[at++], 1e-4);
                        }
                    }
                }
            }
        }
    }

    @Test
    void gradientsOfStandardisedWeightsAreOrthogonalToThem() {
        // The loss doesn't feel the mean and the length of a channel's weights, so its gradient has no such part.
        try (StandardizedConv2d convolution = new StandardizedConv2d(3, 2, 3, 1, 1, 1)) {
            convolution.initialize(3);
            Tensor weight = convolution.parameters().get("weight");
            Tensor y = convolution.forward(random(5, 2, 3, 5, 5));
            y.mul(random(9, y.shape())).sum().backward();
            double[] gradient = weight.gradient().toDoubles();
            double[] values = weight.toDoubles();
            int fan = 27;
            for (int channel = 0; channel < 2; channel++) {
                double sum = 0;
                double along = 0;
                double size = 0;
                double mean = 0;
                for (int i = channel * fan; i < (channel + 1) * fan; i++) {
                    mean += values[i] / fan;
                }
                for (int i = channel * fan; i < (channel + 1) * fan; i++) {
                    sum += gradient[i];
                    along += gradient[i] * (values[i] - mean);
                    size += Math.abs(gradient[i]);
                }
                assertTrue(size > 1, "there is a gradient");
                assertEquals(0, sum / size, 1e-4);
                assertEquals(0, along / size, 1e-4);
            }
        }
    }

    @Test
    void groupNormHasSixteenChannelsAGroupOrAsManyAsDivideThem() {
        try (GroupNorm norm = GroupNorm.ofSixteen(24)) {
            assertEquals("GroupNorm(3, 24, eps 1.0E-5)", norm.toString());
            Tensor x = random(2, 2, 24, 2, 3);
            double[] in = x.toDoubles();
            double[] out = norm.forward(x).toDoubles();
            int size = 8 * 2 * 3;
            for (int group = 0; group < 2 * 3; group++) {
                double mean = 0;
                double square = 0;
                for (int i = group * size; i < (group + 1) * size; i++) {
                    mean += in[i] / size;
                    square += in[i] * in[i] / size;
                }
                double deviation = Math.sqrt(square - mean * mean + 1e-5);
                for (int i = group * size; i < (group + 1) * size; i++) {
                    assertEquals((in[i] - mean) / deviation, out[i], 1e-4);
                }
            }
        }
        try (GroupNorm wide = GroupNorm.ofSixteen(512);
                GroupNorm odd = GroupNorm.ofSixteen(7)) {
            assertTrue(wide.toString().startsWith("GroupNorm(32, 512"), wide.toString());
            assertTrue(odd.toString().startsWith("GroupNorm(7, 7"), odd.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(NormKind.class)
    void onlyBatchNormMixesTheImagesOfABatch(NormKind kind) {
        try (ResNet net = new ResNet(SMALL.withNorm(kind, kind == NormKind.GROUP))) {
            net.initialize(1);
            Tensor images = random(4, 4, 3, 16, 16);
            float[] together = net.forward(images).narrow(0, 0, 2).toFloats();
            float[] apart = net.forward(images.narrow(0, 0, 2)).toFloats();
            double difference = 0;
            double largest = 0;
            for (int i = 0; i < together.length; i++) {
                difference = Math.max(difference, Math.abs(together[i] - apart[i]));
                largest = Math.max(largest, Math.abs(together[i]));
            }
            assertTrue(largest > 1e-3 && Float.isFinite((float) largest), "features of " + kind + ": " + largest);
            boolean mixed = difference > 1e-3 * largest;
            assertEquals(kind == NormKind.BATCH, mixed, kind + " differs by " + difference + " of " + largest);
        }
    }

    @Test
    void whatHasNoNormHasBiases() {
        try (ResNet none = new ResNet(SMALL.withNorm(NormKind.NONE, false));
                ResNet group = new ResNet(SMALL.withNorm(NormKind.GROUP, true));
                ResNet plain = new ResNet(SMALL)) {
            Set<String> names = none.state().keySet();
            assertTrue(names.contains("layer2.0.downsample.0.bias"), names.toString());
            assertFalse(names.stream().anyMatch(name -> name.contains("bn")), names.toString());
            assertEquals(plain.parameters().keySet(), group.parameters().keySet());
            assertTrue(group.buffers().isEmpty());
            assertEquals(0, BatchNormFolding.fold(group));
        }
    }

    @Test
    void anOrdinaryNetworkSaysNothingOfItsNorm() {
        Map<String, Object> before = Map.of(
                "name", "resnet18", "cifar-stem", true, "base-width", 8, "channels", 3, "zero-init-residual", false);
        try (ResNet net = new ResNet(SMALL)) {
            assertEquals(before, net.architecture());
        }
        assertEquals("batch", Backbones.architecture("resnet18", Map.of()).get("norm"));
    }

    @ParameterizedTest
    @EnumSource(NormKind.class)
    void architecturesGoRound(NormKind kind) {
        ResNet.Config config = SMALL.withNorm(kind, kind == NormKind.LAYER);
        try (ResNet net = new ResNet(config);
                Backbone again = Backbones.fromArchitecture(net.architecture())) {
            assertEquals(net.architecture(), again.architecture());
            assertEquals(net.toString(), again.toString());
            again.load(net.state());
        }
    }

    @ParameterizedTest
    @EnumSource(NormKind.class)
    void sixteenBitsAreFiniteAndTrain(NormKind kind) {
        try (ResNet net = new ResNet(SMALL.withNorm(kind, kind == NormKind.GROUP))) {
            net.initialize(1);
            Tensor features;
            try (Autocast autocast = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                features = net.forward(random(4, 4, 3, 16, 16).channelsLast());
            }
            features.to(DType.FLOAT32).square().mean().backward();
            net.parameters()
                    .forEach(
                            (name, parameter) -> assertTrue(Compare.all(Compare.isFinite(parameter.gradient())), name));
        }
    }

    @Test
    void headsHaveTheNormTheyAreAskedFor() {
        try (ProjectionHead none = Heads.mlp(4, 32, 2, 2, NormKind.NONE);
                ProjectionHead group = Heads.mlp(4, 32, 2, 2, NormKind.GROUP);
                ProjectionHead layer = Heads.mlp(4, 32, 2, 2, NormKind.LAYER)) {
            assertEquals(
                    List.of("layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.2.bias"),
                    List.copyOf(none.parameters().keySet()));
            assertEquals(
                    List.of("layers.0.weight", "layers.1.weight", "layers.1.bias", "layers.3.weight", "layers.3.bias"),
                    List.copyOf(group.parameters().keySet()));
            assertEquals(group.parameters().keySet(), layer.parameters().keySet());
            group.initialize(1);
            Tensor x = random(3, 1, 4);
            assertArrayEquals(new long[] {1, 2}, group.forward(x).shape());
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertMessage("weight-standardization needs a norm", () -> SMALL.withNorm(NormKind.NONE, true));
        assertMessage("zero-init-residual needs norm batch, got norm group", () -> SMALL.withZeroInitResidual(true)
                .withNorm(NormKind.GROUP, false));
        assertMessage(
                "norm must be one of batch, group, layer, none, got bach",
                () -> Backbones.named("resnet18", Map.of("norm", "bach")));
        assertMessage("groups must divide", () -> new StandardizedConv2d(3, 4, 3, 1, 1, 2));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable made) {
        String message = assertThrows(IllegalArgumentException.class, made).getMessage();
        assertTrue(message.contains(part), message);
    }
}
