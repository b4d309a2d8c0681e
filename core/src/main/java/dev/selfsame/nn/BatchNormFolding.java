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
    /** Images that are compared, of so many pixels a side. */
    private static final int IMAGES = 2;

    private static final int SIDE = 64;

    /** The largest difference as a share of the largest value; float32 has about seven digits. */
    private static final double TOLERANCE = 1e-3;

    private BatchNormFolding() {}

    /**
     * Folds for evaluation mode; training mode, parameters and state stay as they are. For later changes of the weights
     * it has to be done anew.
     *
     * @param network on the processor or a device, in evaluation mode
     * @return how many batch norms were folded; 0 if the network gives something else then, since it uses its batch norms
     *     in another order than it declares them: it stays as it is
     */
    public static int fold(Backbone network) {
        Map<Conv2d, BatchNorm> pairs = pairs(network);
        if (pairs.isEmpty()) {
            return 0;
        }
        try (Scope scope = new Scope();
                NoGrad guard = new NoGrad()) {
            Tensor images = images(network);
            unfold(pairs);
            float[] before = network.forward(images.copy()).toFloats();
            pairs.forEach((convolution, norm) -> {
                convolution.fold(norm.affine());
                norm.fold(true);
            });
            double difference = difference(before, network.forward(images).toFloats());
            if (!(difference <= TOLERANCE)) { // NaN too
                unfold(pairs);
                return 0;
            }
            return pairs.size();
        }
    }

    /** Noise on the device of the weights. */
    private static Tensor images(Backbone network) {
        int count = IMAGES * network.channels() * SIDE * SIDE;
        float[] values = new float[count];
        Draws draws = Draws.of(0, Stream.SAMPLE, 0, 0);
        for (int i = 0; i < count; i++) {
            values[i] = (float) draws.gaussian();
        }
        Tensor images = Tensor.of(values, IMAGES, network.channels(), SIDE, SIDE);
        List<Tensor> weights = new ArrayList<>(network.parameters().values());
        return weights.isEmpty() ? images : images.to(weights.get(0).device());
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
