package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;

/** SimSiam's published recipes. */
final class SimSiamRecipes {
    static final Family FAMILY = Family.of(
                    "simsiam",
                    "Exploring Simple Siamese Representation Learning (SimSiam), Chen and He 2021, arXiv:2011.10566",
                    SimSiam.Config.class,
                    SimSiamRecipes::auto,
                    SimSiamRecipes::cifar10,
                    SimSiamRecipes::imagenet)
            .with(Traits.of("predicts what the network itself makes of the other view, of which no gradient is taken")
                    .withPredictorOnly()
                    .withSensitivity(Sensitivity.LOW, Sensitivity.MEDIUM));

    /** Lightly's cifar10_benchmark.py, class SimSiamModel: lr=6e-2, "no lr-scaling, results in better training stability". */
    static final OptimizerConfig CIFAR_OPTIMIZER =
            CifarBenchmark.OPTIMIZER.withScaling(OptimizerConfig.Scaling.NONE, CifarBenchmark.BATCH);

    /** The official code, main_simsiam.py: init_lr = lr * batch_size / 256; SGD over all parameters. */
    static final OptimizerConfig IMAGENET_OPTIMIZER = OptimizerConfig.of(OptimizerConfig.Rule.SGD, 0.05) // --lr
            .withWeightDecay(1e-4) // --weight-decay
            .withNormAndBias(false, 1);

    /** The official code: adjust_learning_rate, half a cosine by epoch, no warm-up. */
    static final ScheduleConfig IMAGENET_SCHEDULE = new ScheduleConfig(0, ScheduleConfig.Per.EPOCH, 0);

    private SimSiamRecipes() {}

    /** Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py, class SimSiamModel. */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new SimSiam.Config(
                        2048, // ProjectionHead 512-2048-2048, two layers, BatchNorm1d(2048)
                        2048, 2, true, 512, // SimSiamPredictionHead(2048, 512, 2048)
                        false), // one optimiser for all
                AlikeViews.simsiam(32).withBlur(0), // SimSiamTransform(input_size=32, gaussian_blur=0.0)
                CIFAR_OPTIMIZER);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new SimSiam.Config(2048, 2048, 2, false, 512, true),
                autoViews(AlikeViews.simsiam(side)),
                AutoSettings.benchmarkOptimizer());
    }

    /** Without blur where images are small; the smallest crop is a fifth already. */
    static AlikeViews autoViews(AlikeViews views) {
        return views.size() > AutoSettings.SMALL
                ? views
                : views.withBlur(0).withMinScale(Math.max(AutoSettings.SMALL_CROP, views.minScale()));
    }

    /** The official code, main_simsiam.py, with --fix-pred-lr as its README says. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new SimSiam.Config(
                        2048, // builder.py: prev_dim
                        2048, // --dim
                        3, false, 512, // --pred-dim
                        true), // --fix-pred-lr
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, true), // zero_init_residual=True
                AlikeViews.simsiam(224), // MoCo v2's augmentation
                IMAGENET_OPTIMIZER,
                IMAGENET_SCHEDULE,
                100, // --epochs
                512, // --batch-size
                1);
    }
}
