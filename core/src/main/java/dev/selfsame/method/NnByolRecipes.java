package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.ByolViews;

/** NNBYOL's published recipes. */
final class NnByolRecipes {
    static final Family FAMILY = Family.of(
                    "nnbyol",
                    "BYOL with nearest neighbours (from NNCLR), Dwibedi et al. 2021, arXiv:2104.14548",
                    NnByol.Config.class,
                    NnByolRecipes::auto,
                    NnByolRecipes::cifar10,
                    NnByolRecipes::imagenet)
            .with(Traits.of("BYOL that predicts the nearest neighbour of the other view among earlier images")
                    .withPredictorOnly()
                    .withMomentum()
                    .withSensitivity(Sensitivity.LOW, Sensitivity.LOW));

    private NnByolRecipes() {}

    /** solo-learn, scripts/pretrain/cifar/nnbyol.yaml. */
    static Recipe cifar10() {
        return SoloCifar.recipe(
                new NnByol.Config(
                        4096, // proj_hidden_dim
                        256, // proj_output_dim
                        4096, // pred_hidden_dim
                        65536, // queue_size
                        0.99, // momentum.base_tau
                        true), // momentum.final_tau 1.0
                ByolViews.of(32).withBlur(0, 0), // augmentations: asymmetric.yaml
                SoloCifar.lars(1.0, 1e-5)); // optimizer: lars, lr, weight_decay
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new NnByol.Config(1024, 256, 1024, 16384, 0.97, false),
                AutoSettings.byolViews(side),
                // Byol's rate there is for an objective of a quarter of this one's gradients.
                OptimizerConfig.of(OptimizerConfig.Rule.SGD, 0.075)
                        .withScaling(OptimizerConfig.Scaling.LINEAR, AutoSettings.BATCH)
                        .withWeightDecay(4e-4));
    }

    /** BYOL's official settings of 1,000 epochs with NNCLR's support set. */
    static Recipe imagenet() {
        Recipe byol = ByolRecipes.imagenet();
        return new Recipe(
                "imagenet",
                new NnByol.Config(
                        4096, // BYOL's projector_hidden_size
                        256, // BYOL's projector_output_size
                        4096, // BYOL's predictor_hidden_size
                        98304, // NNCLR, section 4.1
                        0.996, // BYOL's base_target_ema
                        true),
                byol.backbone(),
                byol.views(),
                byol.optimizer(),
                byol.schedule(),
                byol.epochs(),
                byol.batchSize(),
                1);
    }
}
