package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;

/** FastSiam's published recipes. */
final class FastSiamRecipes {
    static final Family FAMILY = Family.of(
                    "fastsiam",
                    "FastSiam, Pototzky et al. 2022, doi:10.1007/978-3-031-16788-1_4",
                    FastSiam.Config.class,
                    FastSiamRecipes::auto,
                    FastSiamRecipes::cifar10,
                    FastSiamRecipes::imagenet)
            .with(Traits.of("SimSiam with several views, each predicting the mean of the others")
                    .withPredictorOnly()
                    .withSensitivity(Sensitivity.LOW, Sensitivity.MEDIUM));

    private static final int VIEWS = 4; // the paper's number; FastSiamTransform(num_views=4)

    private FastSiamRecipes() {}

    /** Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py, class FastSiamModel. */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new FastSiam.Config(2048, 2048, 2, true, 512, false), // SimSiamModel's heads
                AlikeViews.fastsiam(VIEWS, 32).withBlur(0), // FastSiamTransform(input_size=32, gaussian_blur=0.0)
                SimSiamRecipes.CIFAR_OPTIMIZER);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new FastSiam.Config(2048, 2048, 2, false, 512, true),
                SimSiamRecipes.autoViews(AlikeViews.fastsiam(VIEWS, side)),
                AutoSettings.benchmarkOptimizer());
    }

    /** The paper's 25 epochs on one GPU with a batch of 32 (abstract); what it doesn't say is SimSiam's. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new FastSiam.Config(2048, 2048, 3, false, 512, true),
                SimSiamRecipes.imagenet().backbone(),
                AlikeViews.fastsiam(VIEWS, 224),
                SimSiamRecipes.IMAGENET_OPTIMIZER,
                SimSiamRecipes.IMAGENET_SCHEDULE,
                25, // abstract
                32, // abstract
                1);
    }
}
