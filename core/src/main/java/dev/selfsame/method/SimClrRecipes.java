package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.SimClrViews;

/** SimCLR's published recipes. */
final class SimClrRecipes {
    static final Family FAMILY = Family.of(
                    "simclr",
                    "A Simple Framework for Contrastive Learning, Chen et al. 2020, arXiv:2002.05709",
                    SimClr.Config.class,
                    SimClrRecipes::auto,
                    SimClrRecipes::cifar10,
                    SimClrRecipes::imagenet)
            .with(Traits.of("two views of an image attract, all others of the batch repel")
                    .withNegatives()
                    .withSensitivity(Sensitivity.HIGH, Sensitivity.HIGH));

    private SimClrRecipes() {}

    /** Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py, class SimCLRModel. */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new SimClr.Config(
                        512, // SimCLRProjectionHead(512, 512, 128)
                        128, 2, 0.5), // NTXentLoss()
                SimClrViews.of(32).withStrength(0.5).withBlur(0)); // cj_strength=0.5, gaussian_blur=0.0
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new SimClr.Config(512, 128, 2, 0.2),
                AutoSettings.simClrViews(side),
                OptimizerConfig.of(OptimizerConfig.Rule.SGD, 0.12)
                        .withScaling(OptimizerConfig.Scaling.LINEAR, AutoSettings.BATCH)
                        .withWeightDecay(5e-4));
    }

    /** The paper's ImageNet runs, §2.2 and appendix B.6; 1,000 epochs at batch 4,096. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new SimClr.Config(
                        2048, // §2.1: one hidden layer as wide as the features
                        128, // §4.2
                        2, 0.1), // §5.1
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, true), // resnet.py: init_zero=True
                SimClrViews.of(224).withInterpolation(Interpolation.BICUBIC), // appendix A, strength 1
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 0.3) // §2.2: 0.3 × batch / 256
                        .withWeightDecay(1e-6), // §2.2; lars_optimizer.py: batch_normalization and bias excluded
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0), // §2.2: 10 epochs, then cosine
                1000,
                4096,
                1);
    }
}
