package dev.selfsame.train;

import dev.selfsame.data.EpochOrder;
import dev.selfsame.data.ImageSource;
import dev.selfsame.data.Loader;
import dev.selfsame.method.Recipe;
import dev.selfsame.optim.Progress;

/**
 * How the steps of a run lie in its epochs. A step takes {@code accumulate} batches; batches at the end of an epoch that
 * don't fill a step are left out.
 *
 * @param batchesPerEpoch full batches in an epoch
 * @param accumulate batches a step
 * @param epochs of the whole run
 */
record Plan(int batchesPerEpoch, int accumulate, int epochs) {
    /**
     * The plan of a recipe over images.
     *
     * @param order of the images in an epoch
     * @throws IllegalArgumentException if an epoch has not enough images for a step
     */
    static Plan of(Recipe recipe, ImageSource images, EpochOrder order) {
        int batches = Loader.stepsPerEpoch(images, order, recipe.batchSize());
        if (batches < recipe.accumulate()) {
            throw new IllegalArgumentException("accumulate asks for " + recipe.accumulate()
                    + " batches a step, and an epoch has " + batches + ": " + images.describe());
        }
        return new Plan(batches, recipe.accumulate(), recipe.epochs());
    }

    int stepsPerEpoch() {
        return batchesPerEpoch / accumulate;
    }

    long totalSteps() {
        return (long) stepsPerEpoch() * epochs;
    }

    /** Where a run stands when so many steps are done. */
    Progress progress(long done) {
        return new Progress(done, totalSteps(), epochsDone(done), epochs);
    }

    /** Whole epochs in so many steps. */
    int epochsDone(long done) {
        return (int) (done / stepsPerEpoch());
    }

    /** The epoch, from 0, of the last of so many steps. */
    int epochOfLast(long done) {
        return epochsDone(done - 1);
    }

    /** Whether the last of so many steps ended an epoch. */
    boolean endsEpoch(long done) {
        return done % stepsPerEpoch() == 0;
    }

    /** The batch of its epoch, from 0, that the next step begins with. */
    int nextBatch(long done) {
        return (int) (done % stepsPerEpoch()) * accumulate;
    }

    /** Batches at the end of an epoch that no step takes. */
    int leftOver() {
        return batchesPerEpoch % accumulate;
    }
}
