package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.ByolViews;

/** Barlow Twins' published recipes. */
final class BarlowTwinsRecipes {
    static final Family FAMILY = Family.of(
                    "barlow-twins",
                    "Barlow Twins, Zbontar et al. 2021, arXiv:2103.03230",
                    BarlowTwins.Config.class,
                    BarlowTwinsRecipes::auto,
                    BarlowTwinsRecipes::cifar10,
                    BarlowTwinsRecipes::imagenet)
            .with(Traits.of("equal features of two views agree, different features are decorrelated")
                    .withSensitivity(Sensitivity.LOW, Sensitivity.HIGH));

    private BarlowTwinsRecipes() {}

    /** Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py, BarlowTwinsModel. */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new BarlowTwins.Config(
                        2048, // ProjectionHead 512-2048-2048, two layers
                        2048, 2, 0.005, // BarlowTwinsLoss()
                        1, true),
                ByolViews.of(32).withBlur(0, 0)); // BYOL's views, gaussian_blur=0.0
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new BarlowTwins.Config(2048, 2048, 2, 0.005, 1, true),
                AutoSettings.byolViews(side),
                OptimizerConfig.of(OptimizerConfig.Rule.ADAM, 1e-3)
                        .withScaling(OptimizerConfig.Scaling.SQRT, AutoSettings.BATCH)
                        .withWeightDecay(1e-6));
    }

    /** The official code, main.py. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new BarlowTwins.Config(
                        8192, // --projector 8192-8192-8192
                        8192, 3, 0.0051, // --lambd
                        1, // no scale-loss today
                        true),
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, true), // zero_init_residual=True
                ByolViews.of(224).withInterpolation(Interpolation.BICUBIC), // class Transform
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 0.2) // --learning-rate-weights, × batch / 256
                        .withWeightDecay(1e-6) // --weight-decay
                        .withNormAndBias(true, 0.024), // the two filters; --learning-rate-biases 0.0048
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0.001), // warm-up 10 epochs, cosine to 0.001
                1000,
                2048,
                1);
    }
}
