package dev.selfsame.nn;

import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.NoGrad;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes batch norms part of the convolutions before them. In evaluation mode a batch norm multiplies each channel by a
 * number and adds another, which a convolution's weights and bias can do as well: a pass over each feature map less.
 *
 * <p>A batch norm is folded where it was declared right behind a convolution of as many channels. That it is applied
 * there, too, is not taken for granted: the network is asked before and after.
 */
public final class BatchNormFolding {
    /** The largest difference as a share of the largest value; float32 has about seven digits. */
    private static final double TOLERANCE = 1e-3;

    private BatchNormFolding() {}

    /**
     * Folds for evaluation mode; training mode, parameters and state stay as they are. For later changes of the weights
     * it has to be done anew.
     *
     * @param network on the processor or a device, in evaluation mode
     * @param side of the images that it takes, in pixels: it is asked with one of them
     * @return how many batch norms were folded; 0 if the network gives something else then, since it uses its batch norms
     *     in another order than it declares them: it stays as it is
     * @throws IllegalArgumentException if the network is in training mode
     */
    public static int fold(Backbone network, int side) {
        if (network.isTraining()) {
            throw new IllegalArgumentException(
                    "batch norms are folded in evaluation mode, and " + network + " is in training mode");
        }
        Map<Conv2d, BatchNorm> pairs = pairs(network);
        if (pairs.isEmpty()) {
            return 0;
        }
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor image = image(network, side);
            unfold(pairs);
            float[] before = network.forward(image.copy()).toFloats();
            boolean equal = false;
            try {
                pairs.forEach((convolution, norm) -> {
                    convolution.fold(norm.affine());
                    norm.fold(true);
                });
                equal = difference(before, network.forward(image).toFloats()) <= TOLERANCE; // NaN isn't
            } finally {
                if (!equal) {
                    unfold(pairs);
                }
            }
            return equal ? pairs.size() : 0;
        }
    }

    /** Noise on the device of the weights: [1, C, side, side]. */
    private static Tensor image(Backbone network, int side) {
        float[] values = new float[Math.multiplyExact(network.channels(), Math.multiplyExact(side, side))];
        Draws draws = Draws.of(0, Stream.SAMPLE, 0, 0);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draws.gaussian();
        }
        Tensor image = Tensor.of(values, 1, network.channels(), side, side);
        List<Tensor> weights = new ArrayList<>(network.parameters().values());
        return weights.isEmpty() ? image : image.to(weights.get(0).device());
    }

    private static Map<Conv2d, BatchNorm> pairs(Module network) {
        Map<Conv2d, BatchNorm> pairs = new LinkedHashMap<>();
        network.each(module -> {
            Module before = null;
            for (Module child : module.children()) {
                if (before instanceof Conv2d convolution
                        && child instanceof BatchNorm norm
                        && convolution.out() == norm.channels()
                        && norm.hasStatistics()) {
                    pairs.put(convolution, norm);
                }
                before = child;
            }
        });
        return pairs;
    }

    private static void unfold(Map<Conv2d, BatchNorm> pairs) {
        pairs.forEach((convolution, norm) -> {
            convolution.unfold();
            norm.fold(false);
        });
    }

    private static double difference(float[] before, float[] after) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < before.length; i++) {
            largest = Math.max(largest, Math.abs(before[i]));
            difference = Math.max(difference, Math.abs((double) before[i] - after[i]));
            if (Float.isNaN(after[i])) {
                return Double.NaN;
            }
        }
        return difference == 0 ? 0 : difference / largest;
    }
}
