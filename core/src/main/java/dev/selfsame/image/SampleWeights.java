package dev.selfsame.image;

/** For each output of one direction of a resize of {@link Samples}, which inputs it is made of and with what weights. */
final class SampleWeights {
    final int outputs;

    /** The first input of each output. */
    final int[] first;

    /** How many inputs each output has. */
    final int[] count;

    /** The weights, {@link #stride} places an output; those of an output add up to 1. */
    final double[] values;

    final int stride;

    private SampleWeights(int outputs, int stride) {
        this.outputs = outputs;
        this.stride = stride;
        this.first = new int[outputs];
        this.count = new int[outputs];
        this.values = new double[Math.multiplyExact(outputs, stride)];
    }

    /**
     * The weights of some of the outputs, as Pillow has them (its resampling in 32-bit floats).
     *
     * @param inputs length before
     * @param outputs length after
     * @param from the first output that is wanted
     * @param wanted how many are
     */
    static SampleWeights of(int inputs, int outputs, int from, int wanted, Interpolation interpolation) {
        double scale = (double) inputs / outputs;
        double stretch = Math.max(scale, 1); // shrinking stretches the filter over all that falls into one output
        double support = interpolation.support * stretch;
        SampleWeights weights = new SampleWeights(wanted, (int) Math.ceil(support) * 2 + 1);
        for (int i = 0; i < wanted; i++) {
            double centre = (from + i + 0.5) * scale;
            int begin = Math.max(0, (int) (centre - support + 0.5));
            int end = Math.min(inputs, (int) (centre + support + 0.5));
            int at = i * weights.stride;
            double sum = 0;
            for (int k = begin; k < end; k++) {
                double weight = interpolation.weight((k - centre + 0.5) * (1 / stretch));
                weights.values[at + k - begin] = weight;
                sum += weight;
            }
            weights.first[i] = begin;
            weights.count[i] = end - begin;
            for (int k = 0; sum != 0 && k < end - begin; k++) {
                weights.values[at + k] /= sum;
            }
        }
        return weights;
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
