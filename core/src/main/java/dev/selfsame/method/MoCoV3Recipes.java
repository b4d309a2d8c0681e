package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.ByolViews;

/** MoCo's published recipes, version 3. */
final class MoCoV3Recipes {
    static final Family FAMILY = Family.of(
                    "moco-v3",
                    "An Empirical Study of Training Self-Supervised Vision Transformers, Chen et al. 2021, arXiv:2104.02057",
                    MoCoV3.Config.class,
                    MoCoV3Recipes::auto,
                    MoCoV3Recipes::cifar10,
                    MoCoV3Recipes::imagenet)
            .with(Traits.of("contrast within the batch, with a predictor and a moving average, both views by turns")
                    .withNegatives()
                    .withMomentum()
                    .withSensitivity(Sensitivity.MEDIUM, Sensitivity.HIGH));

    private MoCoV3Recipes() {}

    /**
     * Method and views by solo-learn, scripts/pretrain/cifar/mocov3.yaml; trained as Lightly's CIFAR-10 benchmark, which
     * has no version 3, trains BYOL.
     */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new MoCoV3.Config(
                        4096, // proj_hidden_dim
                        256, // proj_output_dim
                        2, 4096, // pred_hidden_dim
                        0.2, // temperature
                        0.99, // base_tau
                        true), // final_tau: 1.0
                CifarBenchmark.BYOL_VIEWS); // augmentations: asymmetric
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new MoCoV3.Config(1024, 256, 2, 1024, 0.2, 0.99, true),
                AutoSettings.byolViews(side),
                AutoSettings.benchmarkOptimizer());
    }

    /** The official code, CONFIG.md, ResNet-50 in 100 epochs: main_moco.py --moco-m-cos --crop-min=.2. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new MoCoV3.Config(
                        4096, // --moco-mlp-dim
                        256, // --moco-dim
                        2, // builder.py: _build_mlp(2, ...)
                        4096, 1, // --moco-t
                        0.99, // --moco-m
                        true), // --moco-m-cos
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, true), // zero_init_residual
                ByolViews.of(224).withMinScale(0.2), // --crop-min
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 0.6) // --lr, × batch / 256
                        .withWeightDecay(1e-6), // --wd; moco/optimizer.py: neither decay nor rescaling in one dimension
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0), // --warmup-epochs, then cosine
                100,
                4096,
                1);
    }
}
