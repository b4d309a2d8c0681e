package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.optim.TrustRule;

/** VIbCReg's published recipes. */
final class VibCRegRecipes {
    static final Family FAMILY = Family.of(
                    "vibcreg",
                    "VIbCReg, Lee and Aune 2021, arXiv:2109.00783",
                    VibCReg.Config.class,
                    VibCRegRecipes::auto,
                    VibCRegRecipes::cifar10,
                    VibCRegRecipes::imagenet)
            .with(Traits.of("VICReg with whitened embeddings and a covariance of normalised features")
                    .withSensitivity(Sensitivity.MEDIUM, Sensitivity.HIGH))
            .withImagenetNote("for ImageNet-100");

    private VibCRegRecipes() {}

    /** solo-learn, scripts/pretrain/cifar/vibcreg.yaml. */
    static Recipe cifar10() {
        return SoloCifar.recipe(
                new VibCReg.Config(
                        2048, // proj_hidden_dim
                        2048, // proj_output_dim
                        true, // iternorm
                        25, // sim_loss_weight
                        25, // var_loss_weight
                        200), // cov_loss_weight
                SoloCifar.vicregViews(32),
                SoloCifar.lars(0.3, 1e-4, TrustRule.PAPER, 0.02)); // lr, weight_decay, eta; no clip_lr
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new VibCReg.Config(2048, 2048, true, 25, 25, 200),
                VicRegRecipes.autoViews(side),
                BarlowTwinsRecipes.auto(side).optimizer());
    }

    /** solo-learn, scripts/pretrain/imagenet-100/vibcreg.yaml: for ImageNet-100, on two cards. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new VibCReg.Config(2048, 2048, true, 25, 25, 200),
                new BackboneConfig("resnet18", BackboneConfig.Stem.IMAGENET, 64, 3, false), // backbone: resnet18
                SoloCifar.vicregViews(224).withBlur(0.5).withInterpolation(Interpolation.BICUBIC), // gaussian_blur
                SoloCifar.lars(0.3, 1e-4), // lr, weight_decay, clip_lr
                SoloCifar.SCHEDULE,
                400, // max_epochs
                128, // batch_size 64 on each of two cards
                1);
    }
}
