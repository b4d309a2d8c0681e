package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BatchNormFoldingTest {
    /** Batch norms that have seen data and have weights of their own. */
    private static void live(Backbone net) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            net.parameters().forEach((name, parameter) -> {
                if (parameter.rank() == 1) {
                    float[] values = noise(name.hashCode(), (int) parameter.count());
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (name.endsWith("bias") ? 0 : 1) + 0.3f * values[i];
                    }
                    parameter.copyInPlace(Tensor.of(values, values.length));
                }
            });
            for (int i = 0; i < 20; i++) {
                net.forward(images(i, net.channels()));
            }
        }
        net.training(false);
    }

    private static Tensor images(int seed, int channels) {
        return Tensor.of(noise(seed, 8 * channels * 32 * 32), 8, channels, 32, 32);
    }

    private static float[] noise(int seed, int count) {
        Draws draws = Draws.of(seed, Stream.SAMPLE, 0, 0);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) draws.gaussian();
        }
        return values;
    }

    private static float[] features(Backbone net, int seed, boolean bf16) {
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            if (!bf16) {
                return net.forward(images(seed, net.channels())).toFloats();
            }
            try (Autocast cast = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                return net.forward(images(seed, net.channels()))
                        .to(DType.FLOAT32)
                        .toFloats();
            }
        }
    }

    private static double deviation(float[] wanted, float[] got) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < wanted.length; i++) {
            largest = Math.max(largest, Math.abs(wanted[i]));
            difference = Math.max(difference, Math.abs(wanted[i] - got[i]));
        }
        return difference / largest;
    }

    @Test
    void theEmbeddingsStayTheSameButForTheLastDigits() {
        for (int depth : new int[] {18, 50}) {
            try (ResNet net = new ResNet(ResNet.Config.cifar(depth).withBaseWidth(16))) {
                net.initialize(1);
                live(net);
                float[] before = features(net, 99, false);
                float[] rough = features(net, 99, true);
                assertEquals(depth == 18 ? 20 : 53, BatchNormFolding.fold(net, 32));
                double folded = deviation(before, features(net, 99, false));
                double roughly = deviation(before, rough);
                double both = deviation(before, features(net, 99, true));
                System.out.println("ResNet-" + depth + ": largest difference as a share of the largest value: folded "
                        + folded + ", bf16 " + roughly + ", both " + both);
                assertTrue(folded > 0 && folded < 1e-5, "folded " + folded);
                assertTrue(roughly < 0.1, "bf16 " + roughly);
                assertTrue(both < 0.1, "both " + both);
            }
        }
    }

    @Test
    void trainingAndStateStayAsTheyAre() {
        try (ResNet net = new ResNet(ResNet.Config.cifar(18).withBaseWidth(8));
                ResNet other = new ResNet(ResNet.Config.cifar(18).withBaseWidth(8))) {
            net.initialize(1);
            other.initialize(1);
            live(net);
            live(other);
            BatchNormFolding.fold(net, 32);
            assertEquals(other.state().keySet(), net.state().keySet());
            net.training(true);
            other.training(true);
            assertArrayEquals(features(other, 5, false), features(net, 5, false));
            net.state()
                    .forEach((name, tensor) ->
                            assertArrayEquals(other.state().get(name).toBytes(), tensor.toBytes(), name));
        }
    }

    @Test
    void aNetworkInTrainingModeIsRefused() {
        try (ResNet net = new ResNet(ResNet.Config.cifar(18).withBaseWidth(4))) {
            net.initialize(1);
            String message = assertThrows(IllegalArgumentException.class, () -> BatchNormFolding.fold(net, 32))
                    .getMessage();
            assertTrue(message.contains("is in training mode"), message);
        }
    }

    /** Uses its batch norm before the convolution that is declared in front of it. */
    private static final class OtherOrder extends Backbone {
        private final Layer convolution = child("conv", new Conv2d(3, 3, 3, 1, 1));
        private final Layer norm = child("bn", new BatchNorm(3));
        private final Layer pool = new GlobalAveragePool();

        OtherOrder() {
            super(3, 3);
        }

        @Override
        public Tensor forward(Tensor x) {
            return chain(x, norm, convolution, pool);
        }
    }

    @Test
    void aNetworkThatUsesThemInAnotherOrderStaysAsItWas() {
        try (OtherOrder net = new OtherOrder()) {
            net.initialize(1);
            live(net);
            float[] before = features(net, 7, false);
            assertEquals(0, BatchNormFolding.fold(net, 32));
            assertArrayEquals(before, features(net, 7, false));
        }
    }
}
