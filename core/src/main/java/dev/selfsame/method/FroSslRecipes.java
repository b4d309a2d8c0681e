package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;

/** FroSSL's published recipes. */
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

    /** solo-learn, scripts/pretrain/cifar/frossl.yaml. */
    static Recipe cifar10() {
        return SoloCifar.recipe(
                new FroSsl.Config(
                        2048, // proj_hidden_dim
                        1024, // proj_output_dim
                        3, // solo/methods/frossl.py
                        1.4), // invariance_weight
                symmetric(32), // augmentations: symmetric.yaml
                SoloCifar.lars(0.3, 1e-4)); // lr, weight_decay
    }

    /** solo-learn's symmetric.yaml: SimCLR's jitter, crops of at least 0.08, blur 0.5. */
    private static AlikeViews symmetric(int size) {
        return AlikeViews.mocoV2(size).withMinScale(0.08).withStrength(2);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new FroSsl.Config(2048, 1024, 2, 1),
                AutoSettings.byolViews(side),
                BarlowTwinsRecipes.auto(side).optimizer());
    }

    /** solo-learn, scripts/pretrain/imagenet-100/frossl.yaml: for ImageNet-100. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new FroSsl.Config(
                        2048, // proj_hidden_dim
                        1024, // proj_output_dim
                        3, // solo/methods/frossl.py
                        2), // invariance_weight
                new BackboneConfig("resnet18", BackboneConfig.Stem.IMAGENET, 64, 3, false), // backbone: resnet18
                symmetric(224).withInterpolation(Interpolation.BICUBIC), // augmentations: symmetric.yaml
                SoloCifar.lars(0.3, 1e-4), // lr, weight_decay
                SoloCifar.SCHEDULE,
                400, // max_epochs
                512, // batch_size 256 on each of two cards
                1);
    }
}
