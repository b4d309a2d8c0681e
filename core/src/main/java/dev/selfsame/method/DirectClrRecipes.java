package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.ByolViews;

/** DirectCLR's published recipes. */
final class DirectClrRecipes {
    static final Family FAMILY = Family.of(
                    "directclr",
                    "DirectCLR, Jing et al. 2022, arXiv:2110.09348",
                    DirectClr.Config.class,
                    DirectClrRecipes::auto,
                    DirectClrRecipes::cifar10,
                    DirectClrRecipes::imagenet)
            .with(Traits.of("contrast on the first part of the features, without a projector")
                    .withNegatives()
                    .withSensitivity(Sensitivity.HIGH, Sensitivity.HIGH));

    private DirectClrRecipes() {}

    /** Trained as Lightly's CIFAR-10 benchmark, which has no DirectCLR, trains SimCLR. */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new DirectClr.Config(
                        64, // Lightly, loss/directclr_loss.py: loss_dim=64
                        0.1), // official code, infoNCE(temperature=0.1)
                CifarBenchmark.SIMCLR_VIEWS);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new DirectClr.Config(64, 0.1), AutoSettings.simClrViews(side), AutoSettings.benchmarkOptimizer());
    }

    /** The official code, main.py --mode directclr. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new DirectClr.Config(
                        360, // --dim
                        0.1), // infoNCE(temperature=0.1)
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, true), // zero_init_residual=True
                ByolViews.of(224).withInterpolation(Interpolation.BICUBIC), // utils.py, class Transform
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 4.8) // --learning-rate at --batch-size 4096
                        .withScaling(OptimizerConfig.Scaling.LINEAR, 4096)
                        .withWeightDecay(1e-6), // --weight-decay; exclude_bias_and_norm
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0.001), // utils.py, adjust_learning_rate
                100, // --epochs
                4096,
                1);
    }
}
