package dev.selfsame.train;

import dev.selfsame.method.BackboneConfig;
import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Views;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a process that trains takes of the memory, about, in bytes; what such processes took stands in {@code
 * docs/results.md}.
 *
 * @param fixed Java and libtorch with what they load, the weights in 32 bits, their gradients, two numbers of an optimiser's
 *     for each, and a network that follows them
 * @param perImage what the way back needs of all views of an image, in as many bits as the run computes in
 */
record StepMemory(long fixed, long perImage) {
    /** Of a process that has not begun to train, and of its heads, loader and checkpoints. */
    static final long PROCESS = 400L << 20;

    private static final int NUMBERS_PER_WEIGHT = 5;

    /** Of a network and views; one that doesn't describe itself is taken for a ResNet-18. */
    static StepMemory of(BackboneConfig backbone, Views views, Precision precision) {
        try (Backbone network = backbone.build()) {
            long weights = network.parameters().values().stream()
                    .mapToLong(Tensor::count)
                    .sum();
            int bytes = precision.onThisMachine() == Precision.BF16 ? Short.BYTES : Float.BYTES;
            return new StepMemory(
                    PROCESS + weights * NUMBERS_PER_WEIGHT * Float.BYTES, bytes * perImage(network, views));
        }
    }

    /** Numbers. */
    private static long perImage(Backbone network, Views views) {
        try {
            return IntStream.range(0, views.count())
                    .mapToLong(view -> network.activations(views.size(view)))
                    .sum();
        } catch (UnsupportedOperationException e) {
            BackboneConfig usual = new BackboneConfig("resnet18", Map.of()).fittedTo(views.size(0));
            try (Backbone instead = usual.build()) {
                return perImage(instead, views);
            }
        }
    }

    /** What a process with so many images a step takes, in bytes. */
    long bytes(int images) {
        return fixed + images * perImage;
    }

    /** The most images a step that so many bytes hold, 0 to 2³¹ − 1. */
    int images(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, (bytes - fixed) / perImage));
    }
}
