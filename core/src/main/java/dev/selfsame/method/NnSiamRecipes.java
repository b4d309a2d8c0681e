package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.ByolViews;

/** NNSiam's published recipes. */
final class NnSiamRecipes {
    static final Family FAMILY = Family.of(
                    "nnsiam",
                    "SimSiam with nearest neighbours (from NNCLR), Dwibedi et al. 2021, arXiv:2104.14548",
                    NnSiam.Config.class,
                    NnSiamRecipes::auto,
                    NnSiamRecipes::cifar10,
                    NnSiamRecipes::imagenet)
            .with(Traits.of("SimSiam that predicts the nearest neighbour of the other view among earlier images")
                    .withPredictorOnly()
                    .withSensitivity(Sensitivity.LOW, Sensitivity.LOW));

    private NnSiamRecipes() {}

    /** solo-learn, scripts/pretrain/cifar/nnsiam.yaml. */
    static Recipe cifar10() {
        return SoloCifar.recipe(
                new NnSiam.Config(
                        2048, // proj_hidden_dim
                        2048, // proj_output_dim
                        4096, // pred_hidden_dim
                        65536, // queue_size
                        true), // nnsiam.py: static_lr of the predictor
                ByolViews.of(32).withBlur(0, 0), // augmentations: asymmetric.yaml
                OptimizerConfig.of(OptimizerConfig.Rule.SGD, 0.5) // optimizer: sgd, lr
                        .withWeightDecay(1e-5) // weight_decay
                        .withNormAndBias(false, 1)); // SGD over all parameters
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new NnSiam.Config(2048, 2048, 512, 16384, true),
                SimSiamRecipes.autoViews(AlikeViews.simsiam(side)),
                AutoSettings.benchmarkOptimizer());
    }

    /** SimSiam's official settings with NNCLR's support set. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new NnSiam.Config(
                        2048, // SimSiam's
                        2048, // SimSiam's
                        512, // SimSiam's
                        98304, // NNCLR, section 4.1
                        true), // SimSiam's --fix-pred-lr
                SimSiamRecipes.imagenet().backbone(),
                AlikeViews.simsiam(224),
                SimSiamRecipes.IMAGENET_OPTIMIZER,
                SimSiamRecipes.IMAGENET_SCHEDULE,
                100,
                512,
                1);
    }
}
