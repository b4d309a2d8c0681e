package dev.selfsame.tensor;

import dev.selfsame.natives.Natives;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;

/**
 * Two thousand small training steps with everything that makes and frees native memory, run by {@link MemoryTest} in a
 * JVM of its own. Each line: step, open tensors, pointers that JavaCPP counts, resident bytes without the heap.
 */
final class Workload {
    private static final int BATCH = 32;

    private final List<Tensor> weights;
    private final List<Tensor> momenta;
    private final ByteBuffer pixels = ByteBuffer.allocateDirect(BATCH * 3 * 16 * 16);
    private final Tensor mean = Tensor.zeros(DType.FLOAT32, 16);
    private final Tensor variance = Tensor.ones(DType.FLOAT32, 16);

    private Workload() {
        weights = List.of(
                Tensor.full(DType.FLOAT32, 0.1, 16, 3, 3, 3).requireGradient(true),
                Tensor.ones(DType.FLOAT32, 16).requireGradient(true),
                Tensor.zeros(DType.FLOAT32, 16).requireGradient(true),
                Tensor.full(DType.FLOAT32, 0.1, 10, 16).requireGradient(true));
        momenta = weights.stream()
                .map(weight -> Tensor.zeros(DType.FLOAT32, weight.shape()))
                .toList();
    }

    public static void main(String[] arguments) {
        Threads.set(1);
        Leaks.level(Leaks.Level.SAMPLE);
        Workload workload = new Workload();
        int steps = Integer.parseInt(arguments[0]);
        for (int step = 1; step <= steps; step++) {
            workload.step(step);
            if (step == 50 || step % 250 == 0) {
                System.out.println(
                        step + " " + Leaks.live() + " " + Pointer.totalCount() + " " + residentWithoutHeap());
            }
        }
    }

    private void step(int step) {
        for (int i = 0; i < pixels.capacity(); i++) {
            pixels.put(i, (byte) (i * 31 + step));
        }
        try (Scope scope = new Scope()) {
            Tensor images = Tensor.wrap(pixels, DType.UINT8, BATCH, 3, 16, 16);
            Tensor small =
                    Resize.bilinear(images, 8, 8).to(DType.FLOAT32).div(255).channelsLast();
            Tensor scores;
            try (Autocast cast = Autocast.to(DType.BFLOAT16, Device.CPU)) {
                scores = forward(small);
            }
            Tensor targets = Indexing.topK(scores.detach().to(DType.FLOAT32), 1)
                    .indices()
                    .reshape(-1);
            Softmax.crossEntropy(scores.to(DType.FLOAT32), targets).backward();
            update(step == 1);
            fail(scores);
            if (step % 10 == 0) {
                spectrum(scores);
            }
        }
    }

    private Tensor forward(Tensor images) {
        Tensor x = Convolution.conv2d(images, weights.get(0), null, 1, 1, 1, 1);
        x = Norm.batchNorm(x, weights.get(1), weights.get(2), mean, variance, true, 0.1, 1e-5)
                .reluInPlace();
        x = Norm.l2(Convolution.globalAveragePool(Convolution.maxPool2d(x, 2, 2, 0)));
        return Norm.linear(x, weights.get(3), null);
    }

    private void update(boolean first) {
        List<Tensor> gradients = weights.stream()
                .map(Tensor::gradient)
                .map(Objects::requireNonNull)
                .toList();
        Foreach.norms(gradients).toFloats();
        Foreach.sgd(weights, gradients, momenta, 0.01, 0.9, 0, 1e-4, true, first);
        weights.forEach(Tensor::clearGradient);
    }

    private static void fail(Tensor scores) {
        try {
            scores.matmul(scores);
            throw new AssertionError("shapes that don't fit were taken");
        } catch (TensorException e) {
            // As it should be: what was made on the way must be freed, too.
        }
    }

    private static void spectrum(Tensor scores) {
        Tensor values = scores.detach().to(DType.FLOAT32);
        Linalg.singularValues(values).toDoubles();
        Tensor.cat(List.of(values, values), 0).mean().item();
    }

    /** Bytes in memory less those of the heap, all of which are (-XX:+AlwaysPreTouch). */
    private static long residentWithoutHeap() {
        return Natives.residentSize() - Runtime.getRuntime().totalMemory();
    }
}
