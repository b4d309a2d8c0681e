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
                new FastSiam.Config(
                        2048, // ProjectionHead 512-2048-2048, two layers, BatchNorm1d(2048)
                        2048, 2, true, 512, // SimSiamPredictionHead(2048, 512, 2048)
                        false), // one optimiser for all
                AlikeViews.fastsiam(VIEWS, 32).withBlur(0), // FastSiamTransform(input_size=32, gaussian_blur=0.0)
                SimSiamRecipes.CIFAR_OPTIMIZER); // lr=6e-2, not scaled
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
                new FastSiam.Config(
                        2048, // SimSiam's builder.py: prev_dim
                        2048, // SimSiam's --dim
                        3, false, 512, // SimSiam's builder.py, three layers, and --pred-dim
                        true), // SimSiam's --fix-pred-lr
                SimSiamRecipes.imagenet().backbone(), // resnet50, zero_init_residual=True
                AlikeViews.fastsiam(VIEWS, 224), // FastSiamTransform(num_views=4, input_size=224): SimSiam's views
                SimSiamRecipes.IMAGENET_OPTIMIZER, // SimSiam's --lr 0.05 × batch / 256, --weight-decay 1e-4
                SimSiamRecipes.IMAGENET_SCHEDULE, // SimSiam's adjust_learning_rate
                25, // abstract
                32, // abstract
                1);
    }
}
