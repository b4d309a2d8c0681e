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
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResNetTest {
    private static final ResNet.Config SMALL = ResNet.Config.cifar(18).withBaseWidth(8);

    private static Tensor images(int n, int channels, int size) {
        Draws draws = Draws.of(3, Stream.SAMPLE, 0, n);
        float[] values = new float[n * channels * size * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draws.gaussian();
        }
        return Tensor.of(values, n, channels, size, size);
    }

    /** torchvision's counts, less 513 or 2,049 times 1,000 of the classifier. */
    @ParameterizedTest
    @CsvSource({
        "resnet18,512,11176512",
        "resnet34,512,21284672",
        "resnet50,2048,23508032",
        "resnet101,2048,42500160",
        "resnet152,2048,58143808",
        "wide-resnet50-2,2048,66834240",
        "wide-resnet101-2,2048,124837696",
        "resnext50-32x4d,2048,22979904",
        "resnext101-32x8d,2048,86742336",
        "resnext101-64x4d,2048,81406272"
    })
    void hasTorchvisionsNumberOfParameters(String name, int features, long parameters) {
        ResNet.Config config = ResNet.Config.of(name);
        try (ResNet net = new ResNet(config)) {
            assertEquals(features, net.features());
            assertEquals(config.kind().millions(), String.format(Locale.ROOT, "%.1f", parameters / 1e6));
            assertEquals(
                    parameters,
                    net.parameters().values().stream().mapToLong(Tensor::count).sum());
        }
    }

    @Test
    void convolutionsStartAsHeSays() {
        try (ResNet net = new ResNet(ResNet.Config.of(18))) {
            net.initialize(5);
            net.parameters().forEach((name, weight) -> {
                if (weight.rank() == 4) {
                    double[] values = weight.toDoubles();
                    double std = Math.sqrt(2.0 / (weight.size(0) * weight.size(2) * weight.size(3)));
                    double mean = 0;
                    double square = 0;
                    for (double value : values) {
                        mean += value / values.length;
                        square += value * value / values.length;
                    }
                    double n = values.length;
                    assertEquals(0, mean, 5 * std / Math.sqrt(n), name + ": mean");
                    assertEquals(1, Math.sqrt(square) / std, 5 / Math.sqrt(2 * n), name + ": spread");
                } else {
                    double expected = name.endsWith("weight") ? 1 : 0;
                    for (double value : weight.toDoubles()) {
                        assertEquals(expected, value, name);
                    }
                }
            });
        }
    }

    @Test
    void zeroInitResidualMakesBlocksTheIdentity() {
        try (Scope scope = new Scope();
                ResNet net = new ResNet(SMALL.withZeroInitResidual(true));
                ResNet plain = new ResNet(SMALL)) {
            net.initialize(1);
            plain.initialize(1);
            Tensor x = images(2, 3, 16);
            List<Tensor> stages = net.stages(x);
            assertArrayEquals(stages.get(0).toFloats(), stages.get(1).toFloats());
            assertFalse(Arrays.equals(
                    stages.get(1).toFloats(), plain.stages(x).get(1).toFloats()));
        }
    }

    @Test
    void zeroInitResidualIsTheLastNormOfABlock() {
        try (ResNet net = new ResNet(ResNet.Config.of(50).withZeroInitResidual(true))) {
            assertEquals(0, sum(net, "layer1.1.bn3.weight"));
            assertEquals(64, sum(net, "layer1.1.bn2.weight"));
            assertEquals(256, sum(net, "layer1.0.downsample.1.weight"));
        }
    }

    private static double sum(ResNet net, String name) {
        try (Tensor sum = net.parameters().get(name).sum()) {
            return sum.item();
        }
    }

    @Test
    void cifarStemKeepsTheSizeAndTheReLU() {
        try (Scope scope = new Scope();
                ResNet net = new ResNet(SMALL)) {
            net.initialize(1);
            Tensor stem = net.stages(images(2, 3, 32)).get(0);
            assertArrayEquals(new long[] {2, 8, 32, 32}, stem.shape());
            float[] values = stem.toFloats();
            int zeros = 0;
            for (float value : values) {
                assertTrue(value >= 0);
                zeros += value == 0 ? 1 : 0;
            }
            assertTrue(zeros > values.length / 4, zeros + " zeros");
        }
    }

    @Test
    void takesOtherWidthsAndChannels() {
        try (Scope scope = new Scope();
                ResNet net =
                        new ResNet(ResNet.Config.cifar(18).withBaseWidth(16).withChannels(5))) {
            net.initialize(1);
            assertEquals(128, net.features());
            assertEquals(5, net.channels());
            assertArrayEquals(new long[] {2, 128}, net.forward(images(2, 5, 16)).shape());
            String message = assertThrows(IllegalArgumentException.class, () -> net.forward(images(2, 3, 16)))
                    .getMessage();
            assertTrue(message.contains("wants images [N, 5, H, W]"), message);
        }
    }

    @Test
    void refusesWhatIsNoResNet() {
        assertThrows(IllegalArgumentException.class, () -> ResNet.Config.of("resnext50-32x8d"));
        assertThrows(IllegalArgumentException.class, () -> ResNet.Config.of("resnext50-32x4d")
                .withBaseWidth(15));
        assertEquals("depth must be one of [18, 34, 50, 101, 152], got 20", said(() -> ResNet.Config.of(20)));
        ResNet.Config plain = ResNet.Config.of(18);
        for (int wrong : new int[] {0, 1025, Integer.MAX_VALUE}) {
            assertEquals("base-width must be 1 to 1024, got " + wrong, said(() -> plain.withBaseWidth(wrong)));
            assertEquals("channels must be 1 to 1024, got " + wrong, said(() -> plain.withChannels(wrong)));
        }
    }

    private static String said(Executable refused) {
        return assertThrows(IllegalArgumentException.class, refused).getMessage();
    }

    @Test
    void forwardAndStagesAgreeAndLeaveTheImagesAlone() {
        try (Scope scope = new Scope();
                ResNet net = new ResNet(ResNet.Config.of(50).withBaseWidth(8))) {
            net.initialize(1);
            net.training(false);
            Tensor x = images(2, 3, 40);
            float[] before = x.toFloats();
            Tensor features = net.forward(x);
            assertArrayEquals(before, x.toFloats());
            assertArrayEquals(
                    features.toFloats(),
                    net.stages(x).get(4).mean(3, false).mean(2, false).toFloats(),
                    1e-5f);
        }
    }

    @Test
    void aPassWithoutGradientsHoldsFewActivations() {
        try (ResNet net = new ResNet(SMALL);
                Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            net.initialize(1);
            Tensor x = images(2, 3, 32);
            int before = scope.size();
            net.forward(x);
            assertEquals(before + 1, scope.size(), "open tensors after the pass: only its result");
        }
    }

    @Test
    void nothingLeaksOverTwentySteps() {
        try (ResNet net = new ResNet(SMALL);
                ProjectionHead head = Heads.byol(64, 32, 16)) {
            net.initialize(1);
            head.initialize(1);
            long tensors = 0;
            long pointers = 0;
            for (int step = 0; step < 22; step++) {
                try (Scope scope = new Scope()) {
                    Tensor z = head.forward(net.forward(images(4, 3, 16)));
                    z.square().mean().backward();
                    net.parameters().values().forEach(Tensor::clearGradient);
                    head.parameters().values().forEach(Tensor::clearGradient);
                    net.state();
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
        try (ResNet net = new ResNet(SMALL);
                Scope scope = new Scope()) {
            net.initialize(1);
            Tensor x = images(8, 3, 32).channelsLast();
            Tensor exact = net.forward(x);
            Tensor features;
            try (Autocast autocast = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                features = net.forward(x);
            }
            features.to(DType.FLOAT32).square().mean().backward();
            assertTrue(Compare.all(Compare.isFinite(features)));
            net.parameters().forEach((name, parameter) -> {
                assertEquals(DType.FLOAT32, parameter.gradient().dtype(), name);
                assertTrue(Compare.all(Compare.isFinite(parameter.gradient())), name);
            });
            double off = features.to(DType.FLOAT32).sub(exact).norm().item()
                    / exact.norm().item();
            assertTrue(off < 0.03 && off > 0, "relative difference " + off);
        }
    }

    @Test
    void architectureGoesRound() {
        ResNet.Config config = new ResNet.Config("resnet34", true, 16, 4, true);
        try (ResNet net = new ResNet(config);
                Backbone again = Backbones.fromArchitecture(net.architecture())) {
            assertEquals("resnet34", net.architecture().get("name"));
            assertEquals(net.architecture(), again.architecture());
            assertEquals(net.toString(), again.toString());
            again.load(net.state());
        }
    }
}
