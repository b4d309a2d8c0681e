package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.SimClrViews;

/** SupCon's published recipes. */
final class SupConRecipes {
    static final Family FAMILY = Family.of(
                    "supcon",
                    "Supervised Contrastive Learning, Khosla et al. 2020, arXiv:2004.11362",
                    SupCon.Config.class,
                    SupConRecipes::auto,
                    SupConRecipes::cifar10,
                    SupConRecipes::imagenet)
            .with(Traits.of("all images of a class attract each other: needs labels")
                    .withNegatives()
                    .withSensitivity(Sensitivity.HIGH, Sensitivity.HIGH));

    private SupConRecipes() {}

    /**
     * Method and views by the official code, main_supcon.py for CIFAR-10; trained as Lightly's CIFAR-10 benchmark, which
     * has no SupCon, trains SimCLR.
     */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new SupCon.Config(
                        512, // SupConResNet(head='mlp'): as wide as the features
                        128, // feat_dim
                        0.1, // --temp 0.1
                        0.1 / 0.07), // SupConLoss(base_temperature=0.07)
                AlikeViews.mocoV2(32).withBlur(0)); // train_transform: crops of 0.2, jitter 0.4, 0.4, 0.4, 0.1
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new SupCon.Config(512, 128, 0.1, 1), AutoSettings.simClrViews(side), AutoSettings.benchmarkOptimizer());
    }

    /** The paper, §4.4 and its supplement: ResNet-50, 700 epochs at batch 6,144, LARS. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new SupCon.Config(
                        2048, // §3.1: one hidden layer of 2048
                        128, // §3.1
                        0.1, // §4.4
                        1), // eq. 2
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false),
                SimClrViews.of(224), // §3.1 leaves the choice open; SimCLR's are one of those compared
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 0.3) // as SimCLR, whose setting the paper takes over
                        .withWeightDecay(1e-6),
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0),
                700, // §4.4
                6144, // §4.4
                1);
    }
}
