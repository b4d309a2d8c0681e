package dev.selfsame.evaluate;

import dev.selfsame.optim.Schedule;
import dev.selfsame.tensor.Scope;

/**
 * A linear classifier on frozen features: softmax regression by SGD with momentum 0.9 and no weight decay, whose weights
 * start at a normal draw of deviation 0.01 and biases at 0. The features are those given, computed once; {@link
 * ImageProbe} is the same on crops that are drawn anew in each epoch, as papers have it, which gives a little more. What
 * counts is the classifier after the last epoch, not the best one on the test images.
 *
 * @param epochs over the training rows, 1 to 10,000
 * @param learningRate at the start, or after the warm-up, as it is: not scaled by the batch; above 0 up to 1000
 * @param batchSize rows a step, at least 1, with a batch norm 2; a larger one than there are rows becomes their number.
 *     Where one row is left at the end of an epoch, a batch norm leaves it out
 * @param decay how the learning rate falls
 * @param warmupEpochs over which it first rises from 0, at least 0
 * @param scaling of the features
 * @param seed of start weights and order
 */
public record LinearProbe(
        int epochs, double learningRate, int batchSize, Decay decay, double warmupEpochs, Scaling scaling, long seed) {
    /** How the learning rate falls over the epochs. */
    public enum Decay {
        /** To a tenth after 60 % of the epochs, and again after 80 %, as solo-learn's 100 epochs do. */
        STEPS("a tenth after 60 % and 80 % of the epochs"),
        /** Half a cosine over all epochs down to 0, changed once an epoch. */
        COSINE("cosine, epoch by epoch"),
        /** Half a cosine over all epochs down to 0, changed at each step, as Lightly's benchmarks do. */
        COSINE_BY_STEP("cosine, step by step");

        private final String words;

        Decay(String words) {
            this.words = words;
        }

        /** In words. */
        @Override
        public String toString() {
            return words;
        }
    }

    /** The batch for which the learning rates of papers are given. */
    static final int COMMON_BATCH = 256;

    private static final double COMMON_RATE = 0.1;

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
        if (batchSize < 2 && scaling == Scaling.BATCH_NORM) {
            throw new IllegalArgumentException(
                    "the batch size must be at least 2 for a batch norm, which one row gives no variance, got "
                            + batchSize);
        }
        if (!(warmupEpochs >= 0 && warmupEpochs <= epochs)) {
            throw new IllegalArgumentException(
                    "warm-up epochs must be 0 to the epochs (" + epochs + "), got " + warmupEpochs);
        }
    }

    /** Without warm-up, on features that are standardized or as they are. */
    public LinearProbe(int epochs, double learningRate, int batchSize, Decay decay, boolean standardize, long seed) {
        this(epochs, learningRate, batchSize, decay, 0, standardize ? Scaling.STANDARDIZED : Scaling.AS_IS, seed);
    }

    /**
     * The protocol of solo-learn's offline evaluation of CIFAR, 100 epochs at 0.1 with steps at 60 and 80, batch 256, but
     * on standardized features.
     */
    public static LinearProbe standard(long seed) {
        return new LinearProbe(100, COMMON_RATE, COMMON_BATCH, Decay.STEPS, true, seed);
    }

    /** CIFAR's: {@link #standard} on features as they are. */
    public static LinearProbe cifar(long seed) {
        return new LinearProbe(100, COMMON_RATE, COMMON_BATCH, Decay.STEPS, false, seed);
    }

    /**
     * ImageNet's, for convolutional networks, as Lightly's benchmarks have it: 90 epochs at 0.1·B/256 with a cosine, on
     * features as they are.
     *
     * @param batchSize B
     */
    public static LinearProbe imagenet(int batchSize, long seed) {
        return new LinearProbe(90, scaled(batchSize), batchSize, Decay.COSINE_BY_STEP, false, seed);
    }

    /**
     * ImageNet's, for transformers: as {@link #imagenet} with 10 epochs of warm-up and a batch norm before the layer (He et
     * al. 2022, MAE, arXiv:2111.06377, appendix A.1, whose LARS does nothing without weight decay).
     *
     * @param batchSize B
     */
    public static LinearProbe vit(int batchSize, long seed) {
        return new LinearProbe(90, scaled(batchSize), batchSize, Decay.COSINE_BY_STEP, 10, Scaling.BATCH_NORM, seed);
    }

    private static double scaled(int batchSize) {
        return COMMON_RATE * batchSize / COMMON_BATCH;
    }

    /** Which of the protocols here this is, by its settings: standard, cifar, imagenet, vit, or own. */
    public String variant() {
        if (equals(standard(seed))) {
            return "standard";
        }
        if (equals(cifar(seed))) {
            return "cifar";
        }
        if (scaling == Scaling.BATCH_NORM) {
            return equals(vit(batchSize, seed)) ? "vit" : "own";
        }
        return equals(imagenet(batchSize, seed)) ? "imagenet" : "own";
    }

    /** The settings that matter, in a line. */
    public String settings() {
        return "SGD momentum 0.9, learning rate " + learningRate + ", batch " + batchSize + ", " + epochs + " epochs, "
                + decay + (warmupEpochs > 0 ? ", " + warmupEpochs + " epochs of warm-up" : "") + ", no weight decay, "
                + scaling;
    }

    /**
     * Trains on one set and measures on the other. Equal arguments give equal results.
     *
     * @throws IllegalArgumentException if rows differ in length, or all training rows are of one class
     * @throws IllegalStateException if the loss stops being finite
     */
    public LinearResult evaluate(Labelled train, Labelled test) {
        long since = System.nanoTime();
        test.requireDimensionsOf(train);
        train.requireTwoClasses("a linear probe");
        int batch = Math.min(batchSize, train.size());
        try (Scope scope = new Scope();
                LinearLayer layer = new LinearLayer(this, train)) {
            layer.fit(train, batch);
            return new LinearResult(
                    layer.predictions(train, test),
                    variant(),
                    train.size(),
                    train.dimensions(),
                    (System.nanoTime() - since) / 1e9,
                    epochs,
                    learningRate,
                    batch,
                    settings() + ", frozen: computed once, no augmentation");
        }
    }

    /** The learning rate over the run. */
    Schedule schedule() {
        return switch (decay) {
            case COSINE -> Schedule.cosine(learningRate, 0).perEpoch().warmedUp(warmupEpochs);
            case COSINE_BY_STEP -> Schedule.warmupCosine(learningRate, 0, warmupEpochs);
            case STEPS -> {
                Schedule steps = at -> {
                    double share = (double) at.epoch() / at.totalEpochs();
                    return learningRate * (share >= 0.8 ? 0.01 : share >= 0.6 ? 0.1 : 1);
                };
                yield steps.warmedUp(warmupEpochs);
            }
        };
    }
}
