package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;

/** W-MSE's published recipes. */
final class WMseRecipes {
    static final Family FAMILY = Family.of(
                    "wmse",
                    "W-MSE, Ermolov et al. 2021, arXiv:2007.06346",
                    WMse.Config.class,
                    WMseRecipes::auto,
                    WMseRecipes::cifar10,
                    WMseRecipes::imagenet)
            .with(Traits.of("whitened embeddings of all views agree")
                    .withSensitivity(Sensitivity.HIGH, Sensitivity.MEDIUM))
            .withImagenetNote("for ImageNet-100");

    private WMseRecipes() {}

    /**
     * The official code (htdt/self-supervised), README: W-MSE 2 on CIFAR-10. Its learning rate falls by stairs near the
     * end; here it falls on a cosine, as in solo-learn.
     */
    static Recipe cifar10() {
        return new Recipe(
                "cifar10",
                new WMse.Config(
                        1024, // --head_size
                        64, // --emb 64
                        128, // --w_size 128
                        1), // --w_iter
                SoloCifar.BACKBONE,
                AlikeViews.wmse(2, 32).withBlur(0), // aug_transform: no blur
                OptimizerConfig.of(OptimizerConfig.Rule.ADAM, 3e-3) // --lr 3e-3
                        .withScaling(OptimizerConfig.Scaling.NONE, 256)
                        .withWeightDecay(1e-6) // --adam_l2
                        .withNormAndBias(false, 1), // on all parameters
                new ScheduleConfig(5, ScheduleConfig.Per.STEP, 0), // --lr_warmup 500 steps
                1000, // --epoch 1000
                512, // --bs
                1);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new WMse.Config(1024, 32, 64, 1),
                SimSiamRecipes.autoViews(AlikeViews.wmse(2, side)),
                OptimizerConfig.of(OptimizerConfig.Rule.ADAM, 1e-3)
                        .withScaling(OptimizerConfig.Scaling.SQRT, AutoSettings.BATCH)
                        .withWeightDecay(1e-6));
    }

    /** solo-learn, scripts/pretrain/imagenet-100/wmse.yaml: for ImageNet-100, its two large views. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new WMse.Config(
                        1024, // proj_hidden_dim
                        64, // proj_output_dim
                        128, // whitening_size
                        1),
                new BackboneConfig("resnet18", BackboneConfig.Stem.IMAGENET, 64, 3, false), // backbone: resnet18
                AlikeViews.mocoV2(224)
                        .withStrength(2) // color_jitter 0.8, 0.8, 0.8, 0.2
                        .withBlur(0.2) // gaussian_blur
                        .withInterpolation(Interpolation.BICUBIC),
                OptimizerConfig.of(OptimizerConfig.Rule.ADAM, 2e-3) // lr
                        .withWeightDecay(1e-6) // weight_decay
                        .withNormAndBias(false, 1),
                SoloCifar.SCHEDULE,
                400, // max_epochs
                128, // batch_size 64 on each of two cards
                1);
    }
}
