package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.ByolViews;

/** BYOL's published recipes. */
final class ByolRecipes {
    static final Family FAMILY = Family.of(
                    "byol",
                    "Bootstrap Your Own Latent, Grill et al. 2020, arXiv:2006.07733",
                    Byol.Config.class,
                    ByolRecipes::auto,
                    ByolRecipes::cifar10,
                    ByolRecipes::imagenet)
            .with(Traits.of("predicts what a slow copy of the network makes of the other view")
                    .withPredictorOnly()
                    .withMomentum()
                    .withSensitivity(Sensitivity.LOW, Sensitivity.MEDIUM));

    private ByolRecipes() {}

    /** Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py, class BYOLModel. */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new Byol.Config(
                        1024, // BYOLProjectionHead(512, 1024, 256)
                        256,
                        1024, // BYOLPredictionHead(256, 1024, 256)
                        0.99, // update_momentum(m=0.99)
                        false,
                        Byol.Objective.NEGATIVE_COSINE), // 0.5 * (loss_0 + loss_1)
                ByolViews.of(32).withBlur(0, 0)); // BYOLView1Transform(input_size=32, gaussian_blur=0.0)
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new Byol.Config(1024, 256, 1024, 0.97, false, Byol.Objective.NEGATIVE_COSINE),
                AutoSettings.byolViews(side),
                OptimizerConfig.of(OptimizerConfig.Rule.SGD, 0.3)
                        .withScaling(OptimizerConfig.Scaling.LINEAR, AutoSettings.BATCH)
                        .withWeightDecay(1e-4));
    }

    /** The paper's ImageNet runs; official code, byol/configs/byol.py, the preset of 1,000 epochs. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new Byol.Config(
                        4096, // projector_hidden_size
                        256, // projector_output_size
                        4096, // predictor_hidden_size
                        0.996, // base_target_ema
                        true, // schedules.target_ema: to 1 on a cosine
                        Byol.Objective.NORMALIZED_MSE), // helpers.regression_loss, both directions summed
                new BackboneConfig(
                        "resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, true), // haiku, BlockV1: scale_init=jnp.zeros
                ByolViews.of(224).withInterpolation(Interpolation.BICUBIC), // appendix B; jax.image bicubic crops
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 0.2) // base_learning_rate, × batch / 256
                        .withWeightDecay(1.5e-6), // weight_decay; optimizers.exclude_bias_and_norm
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0), // warmup_epochs, cosine to 0
                1000,
                4096, // batch_size
                1);
    }
}
