package dev.selfsame.method;

import dev.selfsame.optim.TrustRule;

/**
 * How weights follow gradients.
 *
 * @param name the rule
 * @param learningRate at the reference batch
 * @param scaling how the learning rate grows with the batch
 * @param referenceBatch the batch that {@code learningRate} is meant for; 256 in most papers
 * @param momentum of SGD and LARS; Adam's first beta
 * @param beta2 Adam's second beta
 * @param weightDecay pull of the weights towards 0
 * @param excludeNormAndBias whether biases and norms (one-dimensional parameters) go without weight decay and without
 *     LARS's rescaling, as the papers' codes do
 * @param biasLearningRateScale factor of the learning rate for biases and norms; 0.024 in Barlow Twins' code
 * @param trustCoefficient LARS's eta; 0.001
 * @param trustRule how LARS rescales
 * @param clipNorm largest Euclidean norm of all gradients together; 0 for no limit
 */
public record OptimizerConfig(
        Rule name,
        double learningRate,
        Scaling scaling,
        int referenceBatch,
        double momentum,
        double beta2,
        double weightDecay,
        boolean excludeNormAndBias,
        double biasLearningRateScale,
        double trustCoefficient,
        TrustRule trustRule,
        double clipNorm) {
    /** The optimisers there are. */
    public enum Rule {
        /** Stochastic gradient descent with momentum. */
        SGD,
        /** SGD with layer-wise adaptive rates (You, Gitman and Ginsburg 2017, arXiv:1708.03888). */
        LARS,
        /** Adam with decay of the gradient. */
        ADAM,
        /** Adam with decay of the weights. */
        ADAMW
    }

    /** How the learning rate depends on the batch size. */
    public enum Scaling {
        /** Not at all. */
        NONE,
        /** In proportion. */
        LINEAR,
        /** With the square root. */
        SQRT
    }

    private static final double MOST_LEARNING_RATE = 1000;

    /** Checks the ranges. */
    public OptimizerConfig {
        Check.within("optimizer.learning-rate", learningRate, 0, MOST_LEARNING_RATE);
        Check.atLeast("optimizer.reference-batch", referenceBatch, 1);
        Check.within("optimizer.momentum", momentum, 0, 0.999999);
        Check.within("optimizer.beta2", beta2, 0, 0.9999999);
        Check.within("optimizer.weight-decay", weightDecay, 0, 100);
        Check.within("optimizer.bias-learning-rate-scale", biasLearningRateScale, 0, 1000);
        Check.within("optimizer.trust-coefficient", trustCoefficient, 1e-9, 1000);
        Check.within("optimizer.clip-norm", clipNorm, 0, 1e12);
    }

    /**
     * The learning rate for a batch size, before the schedule.
     *
     * @throws IllegalArgumentException if it is more than 1000
     */
    public double learningRate(int batchSize) {
        double ratio = (double) batchSize / referenceBatch;
        double scaled =
                switch (scaling) {
                    case NONE -> learningRate;
                    case LINEAR -> learningRate * ratio;
                    case SQRT -> learningRate * Math.sqrt(ratio);
                };
        Check.within("optimizer.learning-rate for a batch of " + batchSize, scaled, 0, MOST_LEARNING_RATE);
        return scaled;
    }
}
