package dev.selfsame.method;

import dev.selfsame.method.OptimizerConfig.Rule;
import dev.selfsame.method.OptimizerConfig.Scaling;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.MultiCropViews;

/** SMoG's recipes. */
final class SmogRecipes {
    static final Family FAMILY = Family.of(
                    "smog",
                    "Synchronous Momentum Grouping, Pang et al. 2022, arXiv:2207.06167",
                    Smog.Config.class,
                    SmogRecipes::auto,
                    SmogRecipes::cifar10,
                    SmogRecipes::imagenet)
            .with(Traits.of("a prediction finds the group of the other view, and groups move with every batch")
                    .withMomentum()
                    .withPrototypes()
                    .withSensitivity(Sensitivity.MEDIUM, Sensitivity.MEDIUM));

    private SmogRecipes() {}

    /** Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py, class SMoGModel. */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new Smog.Config(
                        2048, // SMoGProjectionHead(512, 2048, 128)
                        128, 2048, // SMoGPredictionHead(128, 2048, 128)
                        300, // n_groups
                        0.99, // SMoGPrototypes(beta=0.99)
                        0.1, // temperature=0.1
                        10000, // memory_bank_size
                        300, // global_step % 300
                        10, // scikit-learn's k-means runs until it stands still
                        0.99, // update_momentum(0.99)
                        false),
                MultiCropViews.smog(32, 32) // SMoGCollateFunction(crop_counts=[1, 1], crop_min_scales=[0.2, 0.2])
                        .withCounts(2, 0)
                        .withBlur(0, 0, 0) // gaussian_blur_probs=[0., 0.]
                        .withSolarize(0, 0.2, 0), // solarize_probs=[0.0, 0.2] by default
                OptimizerConfig.of(Rule.SGD, 0.01) // lr=0.01, whatever the batch
                        .withScaling(Scaling.NONE, 128)
                        .withWeightDecay(1e-6)
                        .withNormAndBias(false, 1));
    }

    static AutoSettings auto(int side) {
        MultiCropViews views =
                MultiCropViews.smog(side, Math.max(8, side * 96 / 224)).withCounts(2, 0);
        return new AutoSettings(
                new Smog.Config(2048, 128, 2048, 300, 0.99, 0.1, 10000, 300, 10, 0.99, false),
                side > AutoSettings.SMALL ? views : views.withBlur(0, 0, 0),
                OptimizerConfig.of(Rule.SGD, 0.01)
                        .withScaling(Scaling.LINEAR, AutoSettings.BATCH)
                        .withWeightDecay(1e-6));
    }

    /**
     * The paper's groups, β and temperature (sections 3.2 and 4.1), with the views that Lightly gives as the paper's. Its
     * code is not published; optimiser and schedule are SwAV's (scripts/swav_400ep_pretrain.sh), the target BYOL's.
     */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new Smog.Config(
                        2048, // SMoGProjectionHead(2048, 2048, 128)
                        128, 2048, // SMoGPredictionHead(128, 2048, 128)
                        3000, 0.99, 0.1, // the paper's
                        65536, // MoCo's bank
                        300, // table 7b
                        10, 0.996, true),
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false),
                MultiCropViews.smog(224, 96), // SMoGTransform: 4 of 0.2 to 1, 4 of 0.05 to 0.2
                SwavRecipes.IMAGENET_OPTIMIZER,
                SwavRecipes.IMAGENET_SCHEDULE,
                400,
                4096,
                1);
    }
}
