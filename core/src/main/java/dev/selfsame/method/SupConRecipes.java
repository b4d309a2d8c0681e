package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
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
                    .withSensitivity(Sensitivity.HIGH, Sensitivity.HIGH))
            .withImagenetNote("SimCLR's views for AutoAugment");

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

    /**
     * The authors' code for ImageNet (google-research, supcon), scripts/supcon_imagenet_resnet50.sh, and what it leaves to
     * hparams_flags.py. That script has AutoAugment, which is not here, and a single layer on normalised features for a
     * projector; here are that code's SimCLR views, and the projector of the paper (§3.1), on features as they are.
     */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new SupCon.Config(
                        2048, // paper, §3.1: one hidden layer of 2048
                        128, 0.1, // --temperature
                        0.1), // configs.sh: --scale_by_temperature
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false), // --resnet_depth=50
                SimClrViews.of(224)
                        .withInterpolation(Interpolation.BICUBIC), // instead of --augmentation_type=AUTOAUGMENT
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 0.4) // --stage_1_base_learning_rate, × batch / 256
                        .withWeightDecay(1e-3), // --stage_1_weight_decay, not on batch norms
                new ScheduleConfig(12, ScheduleConfig.Per.STEP, 0), // --stage_1_warmup_epochs, then cosine
                350, // --stage_1_epochs
                6144, // --batch_size
                1);
    }
}
