package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResNetTest extends BackboneContract {
    private static final ResNet.Config SMALL = ResNet.Config.cifar(18).withBaseWidth(8);

    @Override
    Backbone small() {
        return new ResNet(SMALL);
    }

    @Override
    Backbone whole() {
        return new ResNet(ResNet.Config.of(50).withBaseWidth(4));
    }

    @Override
    Backbone wide() {
        return small();
    }

    @Override
    Backbone other() {
        return new ResNet(new ResNet.Config("resnet34", true, 16, 4, true));
    }

    private static Tensor images(int n, int channels, int side) {
        return images(n, channels, side, side);
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
}
