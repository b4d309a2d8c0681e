package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.optim.TrustRule;
import dev.selfsame.view.SimClrViews;

/** DCL's published recipes. */
final class DclRecipes {
    static final Family FAMILY = Family.of(
                    "dcl",
                    "Decoupled Contrastive Learning, Yeh et al. 2022, arXiv:2110.06848",
                    Dcl.Config.class,
                    DclRecipes::auto,
                    DclRecipes::cifar10,
                    DclRecipes::imagenet)
            .with(Traits.of("SimCLR whose positive pair does not count among the negatives")
                    .withNegatives()
                    .withSensitivity(Sensitivity.LOW, Sensitivity.HIGH));

    private DclRecipes() {}

    /** Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py, class DCL. */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new Dcl.Config(
                        512, // SimCLRProjectionHead(512, 512, 128)
                        128, 0.1), // DCLLoss()
                CifarBenchmark.SIMCLR_VIEWS);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new Dcl.Config(512, 128, 0.1), AutoSettings.simClrViews(side), AutoSettings.benchmarkOptimizer());
    }

    /** Lightly's ImageNet benchmark, benchmarks/imagenet/resnet50/dcl.py. */
    static Recipe imagenet() {
        return lightly(new Dcl.Config(
                2048, // SimCLRProjectionHead()
                128, 0.1)); // DCLLoss(temperature=0.1)
    }

    /** How DCL and DCLW are trained there: dcl.py and dclw.py, main.py. */
    static Recipe lightly(MethodConfig method) {
        return new Recipe(
                "imagenet",
                method,
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false), // resnet50()
                SimClrViews.of(224), // SimCLRTransform()
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 0.075) // lr=0.075 * sqrt(batch)
                        .withScaling(OptimizerConfig.Scaling.SQRT, 1)
                        .withTrustRule(TrustRule.PAPER) // lightly/utils/lars.py
                        .withWeightDecay(1e-6), // weight_decay, not on norms and biases
                new ScheduleConfig(
                        10, ScheduleConfig.Per.STEP, 0.001), // CosineWarmupScheduler, 10 epochs, end_value 0.001
                100,
                256, // 2 GPUs of 128
                1);
    }
}
