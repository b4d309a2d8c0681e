package dev.selfsame.cli;

import dev.selfsame.data.DemoImages;
import dev.selfsame.method.BackboneConfig;
import dev.selfsame.method.Byol;
import dev.selfsame.method.OptimizerConfig;
import dev.selfsame.method.Recipe;
import dev.selfsame.method.ScheduleConfig;
import dev.selfsame.view.ByolViews;
import java.time.Duration;

/**
 * What the demo does.
 *
 * @param train images to learn from
 * @param test images to be judged by
 * @param recipe how to learn
 * @param limit longest time of training
 * @param neighbours that vote in kNN
 */
record DemoPlan(DemoImages train, DemoImages test, Recipe recipe, Duration limit, int neighbours) {
    /** A name that no published recipe has: by it a run of the demo is known. */
    static final String RECIPE = "demo";

    /** 80 to 90 s of training on two cores. */
    static final DemoPlan USUAL =
            new DemoPlan(DemoImages.train(), DemoImages.test(), recipe(16, 64, 12), Duration.ofSeconds(100), 20);

    /**
     * BYOL with a small network.
     *
     * <p>A crop keeps at least 0.3 of an image, so that a shape, 9 to 14 px across, fits into it. Adam, because SGD takes
     * longer to begin than the demo lasts.
     *
     * @param width channels of the network's first stage
     */
    static Recipe recipe(int width, int batch, int epochs) {
        return new Recipe(
                RECIPE,
                new Byol.Config(1024, 256, 1024, 0.97, false, Byol.Objective.NEGATIVE_COSINE),
                new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, width, 3, false),
                ByolViews.of(DemoImages.SIDE).withMinScale(0.3).withBlur(0, 0),
                OptimizerConfig.of(OptimizerConfig.Rule.ADAM, 1e-3)
                        .withScaling(OptimizerConfig.Scaling.LINEAR, 64)
                        .withWeightDecay(1e-4),
                new ScheduleConfig(1, ScheduleConfig.Per.STEP, 0),
                epochs,
                batch,
                1);
    }
}
