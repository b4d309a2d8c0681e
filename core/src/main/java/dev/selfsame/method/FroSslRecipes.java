package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;

/** FroSSL's published recipes: those of the authors' code (OFSkean/FroSSL), whose loss is the centred one of the paper. */
final class FroSslRecipes {
    static final Family FAMILY = Family.of(
                    "frossl",
                    "FroSSL, Skean et al. 2024, arXiv:2310.02903",
                    FroSsl.Config.class,
                    FroSslRecipes::auto,
                    FroSslRecipes::cifar10,
                    FroSslRecipes::imagenet)
            .with(Traits.of("views agree with their mean, the eigenvalues of their covariance are evened out")
                    .withSensitivity(Sensitivity.MEDIUM, Sensitivity.HIGH))
            .withImagenetNote("for ImageNet-100");

    private FroSslRecipes() {}

    /** The authors' scripts/pretrain/cifar/frossl.yaml. */
    static Recipe cifar10() {
        return SoloCifar.recipe(
                new FroSsl.Config(
                        2048, // proj_hidden_dim
                        1024, // proj_output_dim
                        3, // solo/methods/frossl.py
                        1, // invariance_weight
                        true), // solo/losses/frossl.py, frossl_loss_func
                AlikeViews.mocoV2(32).withMinScale(0.08).withBlur(0), // augmentations: symmetric_weak.yaml
                SoloCifar.lars(0.3, 1e-4)); // lr, weight_decay
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new FroSsl.Config(2048, 1024, 2, 1, true),
                AutoSettings.byolViews(side),
                BarlowTwinsRecipes.auto(side).optimizer());
    }

    /** The authors' scripts/pretrain/imagenet100/frossl.yaml: for ImageNet-100. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new FroSsl.Config(
                        4096, // proj_hidden_dim
                        1024, // proj_output_dim
                        3, // solo/methods/frossl.py
                        1, // invariance_weight
                        true), // solo/losses/frossl.py, frossl_loss_func
                new BackboneConfig("resnet18", BackboneConfig.Stem.IMAGENET, 64, 3, false), // backbone: resnet18
                AlikeViews.mocoV2(224)
                        .withMinScale(0.08)
                        .withStrength(2) // augmentations: symmetric.yaml
                        .withInterpolation(Interpolation.BICUBIC),
                SoloCifar.lars(0.03, 1e-4), // lr, weight_decay
                SoloCifar.SCHEDULE,
                400, // max_epochs
                512, // batch_size 256 on each of two cards
                1);
    }
}
