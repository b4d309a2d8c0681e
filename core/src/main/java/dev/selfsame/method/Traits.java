package dev.selfsame.method;

/**
 * What a method is like, for who chooses one. How much it suffers is judged by its paper's own comparisons where there are
 * any, and else by those of its kin.
 *
 * @param idea what it does, in a line
 * @param predicts whether nothing but a predictor and a stopped gradient keeps embeddings apart
 * @param negatives whether other images' embeddings repel
 * @param momentum whether a moving average of the network gives the targets
 * @param prototypes whether embeddings are compared with prototypes or centres of clusters
 * @param batch how much it suffers where the batch is small
 * @param augmentations how much it suffers where views are changed less
 */
public record Traits(
        String idea,
        boolean predicts,
        boolean negatives,
        boolean momentum,
        boolean prototypes,
        Sensitivity batch,
        Sensitivity augmentations) {
    /** How much something matters. */
    public enum Sensitivity {
        /** Hardly. */
        LOW,
        /** Some points. */
        MEDIUM,
        /** Many points. */
        HIGH
    }

    /** Of a method without negatives, momentum and prototypes that suffers somewhat from small batches and weak views. */
    public static Traits of(String idea) {
        return new Traits(idea, false, false, false, false, Sensitivity.MEDIUM, Sensitivity.MEDIUM);
    }

    /** With nothing but a predictor and a stopped gradient against collapse. */
    public Traits withPredictorOnly() {
        return new Traits(idea, true, negatives, momentum, prototypes, batch, augmentations);
    }

    /** With negatives. */
    public Traits withNegatives() {
        return new Traits(idea, predicts, true, momentum, prototypes, batch, augmentations);
    }

    /** With a moving average of the network. */
    public Traits withMomentum() {
        return new Traits(idea, predicts, negatives, true, prototypes, batch, augmentations);
    }

    /** With prototypes. */
    public Traits withPrototypes() {
        return new Traits(idea, predicts, negatives, momentum, true, batch, augmentations);
    }

    /** With what it suffers from small batches and from weak views. */
    public Traits withSensitivity(Sensitivity smallBatches, Sensitivity weakViews) {
        return new Traits(idea, predicts, negatives, momentum, prototypes, smallBatches, weakViews);
    }
}
