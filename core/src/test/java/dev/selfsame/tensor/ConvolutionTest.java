package dev.selfsame.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class ConvolutionTest {
    @Test
    void convolutionIsTheSumOverItsWindow() {
        try (Scope scope = new Scope()) {
            Tensor x = numbers(1, 1, 3, 3); // 1 2 3 / 4 5 6 / 7 8 9
            Tensor weight = Tensor.of(new double[] {1, 0, 0, -1}, 1, 1, 2, 2);
            assertArrayEquals(
                    new double[] {-4, -4, -4, -4},
                    Convolution.conv2d(x, weight, null, 1, 0, 1, 1).toDoubles());
            Tensor bias = Tensor.of(new double[] {10}, 1);
            Tensor strided = Convolution.conv2d(x, weight, bias, 2, 1, 1, 1);
            assertArrayEquals(new long[] {1, 1, 2, 2}, strided.shape());
            assertArrayEquals(new double[] {9, 7, 3, 6}, strided.toDoubles());
            assertArrayEquals(
                    new double[] {1 - 9},
                    Convolution.conv2d(x, weight, null, 1, 0, 2, 1).toDoubles());
        }
    }

    @Test
    void groupsKeepChannelsApart() {
        try (Scope scope = new Scope()) {
            Tensor x = numbers(1, 2, 1, 2); // 1 2 | 3 4
            Tensor weight = Tensor.of(new double[] {10, 100}, 2, 1, 1, 1);
            assertArrayEquals(
                    new double[] {10, 20, 300, 400},
                    Convolution.conv2d(x, weight, null, 1, 0, 1, 2).toDoubles());
        }
    }

    @Test
    void poolingTakesTheLargestOfAWindow() {
        try (Scope scope = new Scope()) {
            Tensor x = numbers(1, 1, 3, 3);
            assertArrayEquals(
                    new double[] {5, 6, 8, 9}, Convolution.maxPool2d(x, 2, 1, 0).toDoubles());
            assertArrayEquals(
                    new double[] {5, 6, 8, 9}, Convolution.maxPool2d(x, 3, 2, 1).toDoubles());
        }
    }

    @Test
    void globalAverageIsTheMeanOfAChannel() {
        try (Scope scope = new Scope()) {
            Tensor pooled = Convolution.globalAveragePool(numbers(1, 2, 2, 2));
            assertArrayEquals(new long[] {1, 2}, pooled.shape());
            assertArrayEquals(new double[] {2.5, 6.5}, pooled.toDoubles());
        }
    }

    @Test
    void wrongArgumentsAreNamed() {
        try (Scope scope = new Scope()) {
            Tensor x = numbers(1, 1, 2, 2);
            Tensor flat = numbers(4);
            refused("stride must be at least 1, got 0", () -> Convolution.conv2d(x, x, null, 0, 0, 1, 1));
            refused("groups must be at least 1, got -1", () -> Convolution.conv2d(x, x, null, 1, 0, 1, -1));
            refused("padding must be at least 0, got -1", () -> Convolution.conv2d(x, x, null, 1, -1, 1, 1));
            refused("kernel must be at least 1, got 0", () -> Convolution.maxPool2d(x, 0, 1, 0));
            refused("padding must be 0 to half the kernel (1), got 2", () -> Convolution.maxPool2d(x, 2, 1, 2));
            refused(
                    "padding must be 0 to half the kernel (1), got 2147483647",
                    () -> Convolution.maxPool2d(x, 2, 1, Integer.MAX_VALUE));
            refused(
                    "conv2d wants [N, C, H, W], got float64[4] [1.0, 2.0, 3.0, 4.0]",
                    () -> Convolution.conv2d(flat, x, null, 1, 0, 1, 1));
        }
    }

    private static void refused(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    /** 1, 2, 3, … */
    private static Tensor numbers(long... shape) {
        return Tensor.range(Memory.count(shape)).add(1).to(DType.FLOAT64).reshape(shape);
    }

    @Test
    void aKernelOfOnePixelWithAStrideIsLearnedAtAnySize() {
        int[][] shapes = {{4, 4, 8, 48}, {4, 16, 32, 12}, {4, 32, 64, 12}, {8, 16, 32, 24}, {2, 3, 5, 7}};
        for (int[] shape : shapes) { // N, C, out, side
            int n = shape[0];
            int side = shape[3];
            int half = (side + 1) / 2;
            try (Scope scope = new Scope()) {
                Tensor x = Tensor.of(new double[n * shape[1] * side * side], n, shape[1], side, side)
                        .to(DType.FLOAT32)
                        .channelsLast()
                        .add(1);
                Tensor weight = Tensor.of(new double[shape[2] * shape[1]], shape[2], shape[1], 1, 1)
                        .to(DType.FLOAT32)
                        .requireGradient(true);
                Convolution.conv2d(x, weight, null, 2, 0, 1, 1).sum().backward();
                Tensor gradient = weight.gradient();
                assertNotNull(gradient);
                for (double each : gradient.toDoubles()) { // how many pixels each weight meets
                    assertEquals((double) n * half * half, each, 1e-3);
                }
            }
        }
    }

    /** In 16 bits and with a stride oneDNN reads what nobody wrote: whatever was in memory became the gradient. */
    @Test
    void theGradientOfAStridedKernelOfOnePixelIsChannelsLastLikeItsImages() {
        try (Scope scope = new Scope()) {
            Tensor leaf =
                    Tensor.zeros(DType.FLOAT32, 4, 16, 7, 9).channelsLast().requireGradient(true);
            Tensor x = leaf.mul(2);
            List<Boolean> seen = new ArrayList<>();
            GradientHook.on(x, gradient -> seen.add(gradient.is_contiguous(torch.MemoryFormat.ChannelsLast)));
            Tensor weight = Tensor.zeros(DType.FLOAT32, 8, 16, 1, 1);
            Tensor strided = Convolution.conv2d(x, weight, null, 2, 0, 1, 1);
            assertArrayEquals(new long[] {4, 8, 4, 5}, strided.shape());
            strided.sum().backward();
            assertEquals(List.of(true), seen);
        }
    }

    @Test
    void overOnePixelOnlyTheMiddleOfAKernelLearns() {
        int n = 8;
        for (int channels : new int[] {16, 32}) {
            double[] expected = new double[channels * channels * 9];
            for (int i = 4; i < expected.length; i += 9) {
                expected[i] = n;
            }
            for (int round = 1; round <= 10; round++) {
                leaveBehind(1e10 * round);
                try (Scope scope = new Scope()) {
                    Tensor x = Tensor.ones(DType.FLOAT32, n, channels, 1, 1).requireGradient(true);
                    Tensor weight =
                            Tensor.ones(DType.FLOAT32, channels, channels, 3, 3).requireGradient(true);
                    Tensor y;
                    try (Autocast cast = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                        y = Convolution.conv2d(x, weight, null, 2, 1, 1, 1);
                    }
                    assertArrayEquals(new long[] {n, channels, 1, 1}, y.shape());
                    y.to(DType.FLOAT32).sum().backward();
                    Tensor gradient = weight.gradient();
                    assertNotNull(gradient);
                    assertArrayEquals(expected, gradient.toDoubles(), channels + " channels, round " + round);
                    assertNotNull(x.gradient());
                    for (double each : x.gradient().toDoubles()) {
                        assertEquals(channels, each);
                    }
                }
            }
        }
    }

    /** Fills memory and gives it back. */
    private static void leaveBehind(double value) {
        try (Scope scope = new Scope()) {
            for (int i = 1; i <= 30; i++) {
                Tensor.full(DType.FLOAT32, value, 500L * i);
            }
        }
    }
}
