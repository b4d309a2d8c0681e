package dev.selfsame.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.Autocast;
import dev.selfsame.tensor.Compare;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Device;
import dev.selfsame.tensor.Leaks;
import dev.selfsame.tensor.LivePointers;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** What every backbone does. */
abstract class BackboneContract {
    /** The side of images that each network here takes. */
    private static final int SIDE = 32;

    /** A small network of the kind, not yet with weights. */
    abstract Backbone small();

    /** A small one in which everything is there that a network of the kind may have. */
    abstract Backbone whole();

    /** One that is wide enough to compare 16 bits with 32. */
    abstract Backbone wide();

    /** One whose options differ from the defaults, all of them. */
    abstract Backbone other();

    /** Something that all parameters have a part in. */
    Tensor loss(Backbone net) {
        return net.forward(images(4, net.channels(), SIDE, SIDE)).square().mean();
    }

    /** Noise. */
    static Tensor images(int n, int channels, int height, int width) {
        Draws draws = Draws.of(5, Stream.SAMPLE, 0, n);
        float[] values = new float[n * channels * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draws.gaussian();
        }
        return Tensor.of(values, n, channels, height, width);
    }

    /** With weights. */
    private static Backbone ready(Backbone net) {
        net.initialize(7);
        return net;
    }

    @Test
    void theImagesStayAsTheyAre() {
        try (Scope scope = new Scope();
                Backbone net = ready(whole())) {
            Tensor x = images(2, net.channels(), SIDE, SIDE);
            float[] before = x.toFloats();
            assertArrayEquals(new long[] {2, net.features()}, net.forward(x).shape());
            assertArrayEquals(before, x.toFloats());
        }
    }

    @Test
    void aPassWithoutGradientsHoldsItsResultAlone() {
        try (Backbone net = ready(small());
                Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor x = images(2, net.channels(), SIDE, SIDE);
            int before = scope.size();
            net.forward(x);
            assertEquals(before + 1, scope.size(), "open tensors after the pass: only its result");
        }
    }

    @Test
    void nothingLeaksOverTwentySteps() {
        try (Backbone net = ready(whole())) {
            long tensors = 0;
            long pointers = 0;
            for (int step = 0; step < 22; step++) {
                try (Scope scope = new Scope()) {
                    net.atStep(1, step);
                    loss(net).backward();
                    net.parameters().forEach((name, parameter) -> assertNotNull(parameter.gradient(), name));
                    net.clearGradients();
                    net.state();
                }
                if (step == 1) {
                    tensors = Leaks.live();
                    pointers = LivePointers.settled();
                }
            }
            assertEquals(tensors, Leaks.live());
            assertEquals(pointers, Pointer.totalCount());
        }
    }

    @Test
    void autocastToSixteenBitsIsFiniteAndClose() {
        try (Backbone net = ready(wide());
                Scope scope = new Scope()) {
            Tensor x = images(8, net.channels(), SIDE, SIDE).channelsLast();
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
            assertTrue(off < rounding() && off > 0, "relative difference " + off);
        }
    }

    /** How far 16 bits may be off, as a share. */
    double rounding() {
        return 0.03;
    }

    @Test
    void architectureGoesRound() {
        try (Backbone net = ready(other());
                Backbone again = Backbones.fromArchitecture(net.architecture())) {
            assertEquals(net.architecture(), again.architecture());
            assertEquals(net.toString(), again.toString());
            assertEquals(net.channels(), again.channels());
            assertEquals(net.state().keySet(), again.state().keySet());
            again.load(net.state());
        }
    }
}
