package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.ByolViews;

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
                    .withSensitivity(Sensitivity.MEDIUM, Sensitivity.HIGH));

    private FroSslRecipes() {}

    /** Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py: Barlow Twins' settings. */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new FroSsl.Config(
                        2048, // ProjectionHead 512-2048-2048, two layers
                        2048, 2, 1), // FroSSLLoss()
                ByolViews.of(32).withBlur(0, 0));
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
                        1), // invariance_weight
                new BackboneConfig("resnet18", BackboneConfig.Stem.IMAGENET, 64, 3, false), // backbone: resnet18
                AlikeViews.mocoV2(224).withMinScale(0.08).withStrength(2), // augmentations: symmetric.yaml
                SoloCifar.lars(0.3, 1e-4), // lr, weight_decay
                SoloCifar.SCHEDULE,
                400, // max_epochs
                256, // batch_size
                1);
    }
}
