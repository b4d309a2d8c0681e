package dev.selfsame.method;

import dev.selfsame.optim.TrustRule;

/**
 * How weights follow gradients. A recipe says what differs from what most papers do:
 *
 * <pre>{@code
 * OptimizerConfig.of(Rule.SGD, 0.3).withScaling(Scaling.LINEAR, 128).withWeightDecay(1e-4)
 * }</pre>
 *
 * @param name the rule
 * @param learningRate at the reference batch
 * @param scaling how the learning rate grows with the batch
 * @param referenceBatch the batch that {@code learningRate} is meant for; 256 in most papers
 * @param momentum of SGD and LARS; Adam's first beta
 * @param beta2 Adam's second beta
 * @param weightDecay pull of the weights towards 0, at the first step
 * @param finalWeightDecay what it comes to after the last step, on half a cosine, step by step; DINO's for transformers
 *     goes from 0.04 to 0.4
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
        double finalWeightDecay,
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
        Check.within("optimizer.final-weight-decay", finalWeightDecay, 0, 100);
        Check.within("optimizer.bias-learning-rate-scale", biasLearningRateScale, 0, 1000);
        Check.within("optimizer.trust-coefficient", trustCoefficient, 1e-9, 1000);
        Check.within("optimizer.clip-norm", clipNorm, 0, 1e12);
    }

    /**
     * What most papers do: the learning rate is meant for a batch of 256 and grows in proportion; momentum 0.9 and
     * beta2 0.999; no weight decay; biases and norms learn at the same rate and are not rescaled by LARS, which goes by
     * {@link TrustRule#BYOL} with eta 0.001; no limit on gradients.
     *
     * @param learningRate at the reference batch, 0 to 1000
     */
    public static OptimizerConfig of(Rule name, double learningRate) {
        return new OptimizerConfig(
                name, learningRate, Scaling.LINEAR, 256, 0.9, 0.999, 0, 0, true, 1, 0.001, TrustRule.BYOL, 0);
    }

    /**
     * The same with another dependence on the batch size.
     *
     * @param newReferenceBatch the batch that the learning rate is meant for, at least 1
     */
    public OptimizerConfig withScaling(Scaling newScaling, int newReferenceBatch) {
        return new OptimizerConfig(
                name,
                learningRate,
                newScaling,
                newReferenceBatch,
                momentum,
                beta2,
                weightDecay,
                finalWeightDecay,
                excludeNormAndBias,
                biasLearningRateScale,
                trustCoefficient,
                trustRule,
                clipNorm);
    }

    /** The same with another weight decay, 0 to 100, which stays. */
    public OptimizerConfig withWeightDecay(double stays) {
        return withWeightDecay(stays, stays);
    }

    /** The same with a weight decay that changes on half a cosine from one value to another, 0 to 100. */
    public OptimizerConfig withWeightDecay(double first, double last) {
        return with(first, last, excludeNormAndBias, biasLearningRateScale, trustRule, clipNorm);
    }

    /**
     * The same with another treatment of biases and norms.
     *
     * @param exclude whether they go without weight decay and without LARS's rescaling
     * @param learningRateScale factor of their learning rate, 0 to 1000
     */
    public OptimizerConfig withNormAndBias(boolean exclude, double learningRateScale) {
        return with(weightDecay, finalWeightDecay, exclude, learningRateScale, trustRule, clipNorm);
    }

    /** The same with another rule of LARS. */
    public OptimizerConfig withTrustRule(TrustRule rule) {
        return with(weightDecay, finalWeightDecay, excludeNormAndBias, biasLearningRateScale, rule, clipNorm);
    }

    /** The same with a largest Euclidean norm of all gradients together; 0 for no limit. */
    public OptimizerConfig withClipNorm(double most) {
        return with(weightDecay, finalWeightDecay, excludeNormAndBias, biasLearningRateScale, trustRule, most);
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

    private OptimizerConfig with(
            double decay, double finalDecay, boolean exclude, double biasScale, TrustRule rule, double clip) {
        return new OptimizerConfig(
                name,
                learningRate,
                scaling,
                referenceBatch,
                momentum,
                beta2,
                decay,
                finalDecay,
                exclude,
                biasScale,
                trustCoefficient,
                rule,
                clip);
    }
}
