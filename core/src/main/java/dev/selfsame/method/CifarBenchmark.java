package dev.selfsame.method;

import dev.selfsame.method.OptimizerConfig.Rule;
import dev.selfsame.method.OptimizerConfig.Scaling;
import dev.selfsame.view.ByolViews;
import dev.selfsame.view.SimClrViews;
import dev.selfsame.view.Views;

/**
 * What the methods of Lightly's CIFAR-10 benchmark share (docs/source/getting_started/benchmarks/cifar10_benchmark.py).
 * Not the papers' settings: plain SGD, weight decay on every parameter, no warm-up.
 */
final class CifarBenchmark {
    /** ResNet-18 with a 3×3 stem and no pooling; Lightly's script loses the stem's ReLU, ours keeps it. */
    static final BackboneConfig BACKBONE = new BackboneConfig("resnet18", BackboneConfig.Stem.CIFAR, 64, 3, false);

    static final int EPOCHS = 200; // max_epochs
    static final int BATCH = 128; // batch_size

    static final OptimizerConfig OPTIMIZER = OptimizerConfig.of(Rule.SGD, 0.06) // lr=6e-2 * lr_factor, momentum=0.9
            .withScaling(Scaling.LINEAR, 128) // lr_factor = batch_size / 128
            .withWeightDecay(5e-4) // weight_decay
            .withNormAndBias(false, 1); // on all parameters

    static final ScheduleConfig SCHEDULE =
            new ScheduleConfig(0, ScheduleConfig.Per.EPOCH, 0); // CosineAnnealingLR(optim, max_epochs), each epoch

    /** simclr_transform: SimCLRTransform(input_size=32, cj_strength=0.5, gaussian_blur=0.0). */
    static final SimClrViews SIMCLR_VIEWS = SimClrViews.of(32).withStrength(0.5).withBlur(0);

    /** byol_transform: both views with gaussian_blur=0.0. */
    static final ByolViews BYOL_VIEWS = ByolViews.of(32).withBlur(0, 0);

    private CifarBenchmark() {}

    /** A method there, and what it sees. */
    static Recipe recipe(MethodConfig method, Views views) {
        return recipe(method, views, OPTIMIZER);
    }

    /** The same with an optimiser of its own. */
    static Recipe recipe(MethodConfig method, Views views, OptimizerConfig optimizer) {
        return new Recipe("cifar10", method, BACKBONE, views, optimizer, SCHEDULE, EPOCHS, BATCH, 1);
    }
}
