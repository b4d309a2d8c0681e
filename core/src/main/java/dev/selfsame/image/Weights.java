package dev.selfsame.image;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** For each output of one direction of a resize, which inputs it is made of and with what weights. */
final class Weights {
    /** Binary places after the point: products with 8-bit samples, and sums a little above 1, fit into 32 bits. */
    static final int PRECISION = 32 - 8 - 2;

    private static final int KEPT_SIZE = 64;

    /** A number of places that has no divisor in common with {@link #KEPT_SIZE}. */
    private static final AtomicReferenceArray<@Nullable Kept> KEPT = new AtomicReferenceArray<>(509);

    final int outputs;

    /** The first input of each output. */
    final int[] first;

    /** How many inputs each output has. */
    final int[] count;

    /** The weights in fixed point, {@link #stride} places an output. */
    final int[] values;

    final int stride;

    private boolean pairs;

    private Weights(int outputs, int stride) {
        this.outputs = outputs;
        this.stride = stride;
        this.first = new int[outputs];
        this.count = new int[outputs];
        this.values = new int[Math.multiplyExact(outputs, stride)];
    }

    /** Of all outputs; those of small images are kept, since they are needed again and again. */
    static Weights of(int inputs, int outputs, Interpolation interpolation) {
        if (inputs > KEPT_SIZE || outputs > KEPT_SIZE) {
            return of(inputs, outputs, 0, outputs, interpolation);
        }
        int place = (inputs * KEPT_SIZE + outputs) % KEPT.length();
        Kept kept = KEPT.get(place);
        if (kept == null || !kept.isFor(inputs, outputs, interpolation)) {
            kept = new Kept(inputs, outputs, interpolation, of(inputs, outputs, 0, outputs, interpolation));
            KEPT.set(place, kept);
        }
        return kept.weights;
    }

    private record Kept(int inputs, int outputs, Interpolation interpolation, Weights weights) {
        boolean isFor(int wantedInputs, int wantedOutputs, Interpolation wanted) {
            return inputs == wantedInputs && outputs == wantedOutputs && interpolation == wanted;
        }
    }

    /**
     * The weights of some of the outputs.
     *
     * @param inputs length before
     * @param outputs length after
     * @param from the first output that is wanted
     * @param wanted how many are
     */
    static Weights of(int inputs, int outputs, int from, int wanted, Interpolation interpolation) {
        if (inputs == outputs) {
            return none(from, wanted);
        }
        double scale = (double) inputs / outputs;
        double stretch = Math.max(scale, 1); // shrinking stretches the filter over all that falls into one output
        double support = interpolation.support * stretch;
        Weights weights = new Weights(wanted, (int) Math.ceil(support) * 2 + 1);
        double[] row = new double[weights.stride];
        boolean pairs = weights.stride >= 2;
        for (int i = 0; i < wanted; i++) {
            double centre = (from + i + 0.5) * scale;
            int begin = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(inputs, (int) (centre + support + 0.5));
            double sum = 0;
            for (int k = begin; k < end; k++) {
                row[k - begin] = interpolation.weight((k - centre + 0.5) * (1 / stretch));
                sum += row[k - begin];
            }
            weights.first[i] = begin;
            weights.count[i] = end - begin;
            for (int k = 0; k < end - begin; k++) {
                double share = (sum == 0 ? row[k] : row[k] / sum) * (1 << PRECISION);
                weights.values[i * weights.stride + k] = (int) (share < 0 ? share - 0.5 : share + 0.5);
                pairs &= share >= 0 && k < 2;
            }
        }
        weights.pairs = pairs && inputs >= 2;
        if (weights.pairs) {
            weights.completePairs(inputs);
        }
        return weights;
    }

    /** Outputs of one input get a second one, without weight. */
    private void completePairs(int inputs) {
        for (int i = 0; i < outputs; i++) {
            if (count[i] == 1) {
                count[i] = 2;
                if (first[i] == inputs - 1) {
                    first[i]--;
                    values[i * stride + 1] = values[i * stride];
                    values[i * stride] = 0;
                }
            }
        }
    }

    /** No resize: each output is one input. */
    private static Weights none(int from, int wanted) {
        Weights weights = new Weights(wanted, 1);
        for (int i = 0; i < wanted; i++) {
            weights.first[i] = from + i;
            weights.count[i] = 1;
            weights.values[i] = 1 << PRECISION;
        }
        return weights;
    }

    /** Whether each output is made of two inputs with weights of at least 0: then none can leave 0–255. */
    boolean arePairs() {
        return pairs;
    }

    /** The last output first. */
    Weights reversed() {
        Weights reversed = new Weights(outputs, stride);
        reversed.pairs = pairs;
        for (int i = 0; i < outputs; i++) {
            int from = outputs - 1 - i;
            reversed.first[i] = first[from];
            reversed.count[i] = count[from];
            System.arraycopy(values, from * stride, reversed.values, i * stride, count[from]);
        }
        return reversed;
    }

    /** The first input of all. */
    int begin() {
        return first[0];
    }

    /** One past the last input of all. */
    int end() {
        return first[outputs - 1] + count[outputs - 1];
    }
}
