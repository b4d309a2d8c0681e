package dev.selfsame.train;

import dev.selfsame.method.BackboneConfig;
import dev.selfsame.nn.Backbone;
import dev.selfsame.tensor.Tensor;
import dev.selfsame.view.Views;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a training step takes of the memory, about, in bytes and 32 bits a number.
 *
 * @param fixed the weights, their gradients, two numbers of an optimiser's for each, and a network that follows them
 * @param perImage what the way back needs of all views of an image
 */
record StepMemory(long fixed, long perImage) {
    private static final int NUMBERS_PER_WEIGHT = 5;

    /** Of a network and views; one that doesn't describe itself is taken for a ResNet-18. */
    static StepMemory of(BackboneConfig backbone, Views views) {
        try (Backbone network = backbone.build()) {
            long weights = network.parameters().values().stream()
                    .mapToLong(Tensor::count)
                    .sum();
            return new StepMemory(weights * NUMBERS_PER_WEIGHT * Float.BYTES, perImage(network, views));
        }
    }

    private static long perImage(Backbone network, Views views) {
        try {
            return IntStream.range(0, views.count())
                            .mapToLong(view -> network.activations(views.size(view)))
                            .sum()
                    * Float.BYTES;
        } catch (UnsupportedOperationException e) {
            BackboneConfig usual = new BackboneConfig("resnet18", Map.of()).fittedTo(views.size(0));
            try (Backbone instead = usual.build()) {
                return perImage(instead, views);
            }
        }
    }

    /** The most images a step that so many bytes hold, 0 to 2³¹ − 1. */
    int images(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, (bytes - fixed) / perImage));
    }
}
