package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.optim.TrustRule;
import dev.selfsame.view.ByolViews;

/** TiCo's published recipes. */
final class TiCoRecipes {
    static final Family FAMILY = Family.of(
                    "tico",
                    "TiCo, Zhu et al. 2022, arXiv:2206.10698",
                    TiCo.Config.class,
                    TiCoRecipes::auto,
                    TiCoRecipes::cifar10,
                    TiCoRecipes::imagenet)
            .with(Traits.of("agrees with a slow copy and avoids the directions that embeddings had lately")
                    .withMomentum()
                    .withSensitivity(Sensitivity.MEDIUM, Sensitivity.HIGH));

    private TiCoRecipes() {}

    /** Lightly's Imagenette benchmark, imagenette_benchmark.py, class TiCoModel, on CIFAR-10's network and images. */
    static Recipe cifar10() {
        return new Recipe(
                "cifar10",
                new TiCo.Config(
                        1024, // TiCoProjectionHead(512, 1024, 256)
                        256, 0.9, 8, // TiCoLoss()
                        0.996, // cosine_schedule(..., 0.996, 1)
                        true),
                CifarBenchmark.BACKBONE,
                CifarBenchmark.BYOL_VIEWS, // byol_transform, without blur as in the CIFAR-10 benchmark
                OptimizerConfig.of(OptimizerConfig.Rule.SGD, 0.3) // lr=0.3 * lr_factor, batch / 256
                        .withWeightDecay(1e-4) // weight_decay
                        .withNormAndBias(false, 1), // on all parameters
                new ScheduleConfig(20, ScheduleConfig.Per.STEP, 0.001), // warmup_epochs, there by epoch; end_value
                CifarBenchmark.EPOCHS,
                CifarBenchmark.BATCH,
                1);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new TiCo.Config(1024, 256, 0.9, 8, 0.97, false),
                AutoSettings.byolViews(side),
                OptimizerConfig.of(OptimizerConfig.Rule.SGD, 0.15)
                        .withScaling(OptimizerConfig.Scaling.LINEAR, AutoSettings.BATCH)
                        .withWeightDecay(1e-4));
    }

    /** Lightly's ImageNet benchmark, benchmarks/imagenet/resnet50/tico.py. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new TiCo.Config(
                        4096, // TiCoProjectionHead()
                        256, 0.9, 8, // TiCoLoss(beta=0.9, rho=8.0)
                        0.99, // cosine_schedule(..., 0.99, 1)
                        true),
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false), // resnet50()
                ByolViews.of(224), // BYOLTransform
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 0.2) // lr=0.2 * batch / 256
                        .withTrustRule(TrustRule.PAPER) // lightly/utils/lars.py
                        .withWeightDecay(1.5e-6), // get_weight_decay_parameters: not biases and norms
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0.001), // CosineWarmupScheduler
                100,
                256,
                1);
    }
}
