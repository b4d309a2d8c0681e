package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.DetConViews;

/** DetCon-B's recipes. */
final class DetConBRecipes {
    static final Family FAMILY = Family.of(
                    "detcon-b",
                    "Efficient Visual Pretraining with Contrastive Detection, Hénaff et al. 2021, arXiv:2103.10957",
                    DetConB.Config.class,
                    DetConBRecipes::auto,
                    DetConBRecipes::cifar10,
                    DetConBRecipes::imagenet)
            .with(Traits.of("predicts what a slow copy makes of a region's other view, against all other regions")
                    .withNegatives()
                    .withMomentum()
                    .withSensitivity(Sensitivity.MEDIUM, Sensitivity.MEDIUM))
            .withImagenetNote("a grid for the paper's segments");

    private DetConBRecipes() {}

    /**
     * Lightly's benchmark has no DetCon. Heads, target, optimiser and schedule are its BYOL's
     * (docs/source/getting_started/benchmarks/cifar10_benchmark.py), the grid its DetCon example's.
     */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new DetConB.Config(
                        1024, // BYOLProjectionHead(512, 1024, 256)
                        256,
                        1024, // BYOLPredictionHead(256, 1024, 256)
                        DetConSRecipes.REGIONS,
                        0.1, // DetConBLoss()
                        0.99, // update_momentum(m=0.99)
                        false),
                DetConViews.b(32, DetConSRecipes.GRID).withBlur(0, 0)); // as BYOL's
    }

    /** BYOL's networks, with regions; SimCLR's optimiser, since the loss is contrastive. */
    static AutoSettings auto(int side) {
        DetConViews views = DetConViews.b(side, DetConSRecipes.GRID);
        return new AutoSettings(
                new DetConB.Config(1024, 256, 1024, DetConSRecipes.REGIONS, 0.1, 0.97, false),
                side > AutoSettings.SMALL ? views : views.withBlur(0, 0).withMinScale(AutoSettings.SMALL_CROP),
                SimClrRecipes.auto(side).optimizer());
    }

    /** The official code, detcon_b_config.py; its regions are segments by Felzenszwalb and Huttenlocher. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new DetConB.Config(
                        4096, // mlp_hidden_size
                        256, // projection_size
                        4096,
                        DetConSRecipes.REGIONS, // n_random_vectors=16
                        0.1, // nce_loss_temperature
                        0.996, // base_target_ema
                        true),
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, true), // haiku, as BYOL's
                DetConViews.b(224, DetConSRecipes.GRID).withInterpolation(Interpolation.BICUBIC),
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 0.2) // base_learning_rate, scale_by_batch
                        .withWeightDecay(1.5e-6), // lars_kwargs
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0), // warmup_epochs = num_epochs // 100
                1000, // the paper's longest
                4096, // train_batch_size
                1);
    }
}
