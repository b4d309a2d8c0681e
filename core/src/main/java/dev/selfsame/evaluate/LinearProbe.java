package dev.selfsame.evaluate;

import dev.selfsame.optim.ParameterGroup;
import dev.selfsame.optim.Progress;
import dev.selfsame.optim.Schedule;
import dev.selfsame.optim.Sgd;
import dev.selfsame.random.Draws;
import dev.selfsame.random.Stream;
import dev.selfsame.tensor.DType;
import dev.selfsame.tensor.Indexing;
import dev.selfsame.tensor.Norm;
import dev.selfsame.tensor.Scope;
import dev.selfsame.tensor.Softmax;
import dev.selfsame.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A linear classifier on frozen features: softmax regression by SGD with momentum 0.9 and no weight decay, whose weights
 * start at a normal draw of deviation 0.01 and biases at 0. The features are those given, computed once; papers augment
 * the training images anew in each epoch, which gives a little more.
 *
 * @param epochs over the training rows, 1 to 10,000
 * @param learningRate at the start, as it is: not scaled by the batch; above 0 up to 1000
 * @param batchSize rows a step, at least 1; a larger one than there are rows becomes their number
 * @param decay how the learning rate falls
 * @param standardize whether each dimension is first brought to mean 0 and deviation 1 by the training rows, so that one
 *     learning rate suits every encoder
 * @param seed of start weights and order
 */
public record LinearProbe(int epochs, double learningRate, int batchSize, Decay decay, boolean standardize, long seed) {
    /** How the learning rate falls over the epochs. */
    public enum Decay {
        /** To a tenth after 60 % of the epochs, and again after 80 %, as solo-learn's 100 epochs do. */
        STEPS,
        /** Half a cosine over all epochs down to 0, changed once an epoch. */
        COSINE
    }

    private static final double MOMENTUM = 0.9;
    private static final long PIECE = 1024;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is outside its range
     */
    public LinearProbe {
        if (epochs < 1 || epochs > 10_000) {
            throw new IllegalArgumentException("epochs must be 1 to 10000, got " + epochs);
        }
        if (!(learningRate > 0 && learningRate <= 1000)) {
            throw new IllegalArgumentException(
                    "the learning rate must be above 0 and at most 1000, got " + learningRate);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("the batch size must be at least 1, got " + batchSize);
        }
    }

    /**
     * The protocol of solo-learn's offline evaluation of CIFAR, 100 epochs at 0.1 with steps at 60 and 80, batch 256, but
     * on standardized features.
     */
    public static LinearProbe standard(long seed) {
        return new LinearProbe(100, 0.1, 256, Decay.STEPS, true, seed);
    }

    /**
     * Trains on one set and measures on the other. Equal arguments give equal results.
     *
     * @throws IllegalArgumentException if rows differ in length
     * @throws IllegalStateException if the loss stops being finite
     */
    public LinearResult evaluate(Labelled train, Labelled test) {
        long since = System.nanoTime();
        test.requireDimensionsOf(train);
        int batch = Math.min(batchSize, train.size());
        try (Scope scope = new Scope();
                Standardization standard =
                        standardize ? Standardization.of(train.features()) : Standardization.none(train.dimensions())) {
            Tensor weight = weights(train.classes(), train.dimensions()).requireGradient(true); // [classes, D]
            Tensor bias = Tensor.zeros(DType.FLOAT32, train.classes()).requireGradient(true); // [classes]
            fit(train, standard, weight, bias, batch);
            Hits hits = new Hits();
            Rows.each(test.features(), PIECE, (rows, start) -> {
                float[] scores = Norm.linear(standard.apply(rows), weight, bias).toFloats();
                for (int i = 0; i < rows.size(0); i++) {
                    double[] own = new double[train.classes()];
                    for (int c = 0; c < own.length; c++) {
                        own[c] = scores[i * own.length + c];
                    }
                    hits.add(own, test.label((int) start + i), false);
                }
            });
            return new LinearResult(
                    hits.top1(),
                    hits.top5(),
                    train.size(),
                    test.size(),
                    train.dimensions(),
                    (System.nanoTime() - since) / 1e9,
                    epochs,
                    learningRate,
                    batch);
        }
    }

    private void fit(Labelled train, Standardization standard, Tensor weight, Tensor bias, int batch) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("weight", weight);
        parameters.put("bias", bias);
        Schedule schedule = schedule();
        int n = train.size();
        long stepsPerEpoch = (n + batch - 1L) / batch;
        try (Sgd sgd = new Sgd(List.of(ParameterGroup.all(parameters, 0)), MOMENTUM)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                int[] order = Draws.of(seed, Stream.PROBE, epoch, 0).permutation(n);
                double rate = schedule.at(new Progress(epoch * stepsPerEpoch, epochs * stepsPerEpoch, epoch, epochs));
                double loss = 0;
                for (int start = 0; start < n; start += batch) {
                    loss += step(train, standard, weight, bias, order, start, Math.min(batch, n - start));
                    sgd.step(rate);
                    sgd.clearGradients();
                }
                if (!Double.isFinite(loss)) {
                    throw new IllegalStateException("the linear probe diverged in epoch " + (epoch + 1)
                            + ": learning rate " + learningRate + " is too high for these features");
                }
            }
        }
    }

    private static double step(
            Labelled train, Standardization standard, Tensor weight, Tensor bias, int[] order, int start, int length) {
        long[] rows = new long[length];
        long[] labels = new long[length];
        for (int i = 0; i < length; i++) {
            rows[i] = order[start + i];
            labels[i] = train.label(order[start + i]);
        }
        try (Scope scope = new Scope()) {
            Tensor x = standard.apply(Indexing.select(train.features(), 0, Tensor.of(rows, length))); // [B, D]
            Tensor loss = Softmax.crossEntropy(Norm.linear(x, weight, bias), Tensor.of(labels, length));
            loss.backward();
            return loss.item();
        }
    }

    private Schedule schedule() {
        if (decay == Decay.COSINE) {
            return Schedule.cosine(learningRate, 0).perEpoch();
        }
        return at -> {
            double share = (double) at.epoch() / at.totalEpochs();
            return learningRate * (share >= 0.8 ? 0.01 : share >= 0.6 ? 0.1 : 1);
        };
    }

    private Tensor weights(int classes, int dimensions) {
        Draws draws = Draws.of(seed, Stream.PROBE, 0, Draws.hash("weight"), 1);
        float[] values = new float[Math.multiplyExact(classes, dimensions)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.01 * draws.gaussian());
        }
        return Tensor.of(values, classes, dimensions);
    }
}
