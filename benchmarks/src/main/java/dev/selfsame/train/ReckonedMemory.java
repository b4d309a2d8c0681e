package dev.selfsame.train;

import dev.selfsame.method.Recipe;

/** What recipe {@code auto} reckons that a training takes, when it chooses a batch: for benchmarks, as {@link TrainerSteps}. */
public final class ReckonedMemory {
    private ReckonedMemory() {}

    /** Of a whole process, in bytes. */
    public static long bytes(Recipe recipe, Precision precision) {
        return StepMemory.of(recipe.backbone(), recipe.views(), precision).bytes(recipe.batchSize());
    }
}
