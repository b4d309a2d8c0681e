package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.optim.TrustRule;
import dev.selfsame.view.ByolViews;

/** All4One's published recipes. */
final class All4OneRecipes {
    static final Family FAMILY = Family.of(
                    "all4one",
                    "All4One, Estepa et al. 2023, arXiv:2303.09417",
                    All4One.Config.class,
                    All4OneRecipes::auto,
                    All4OneRecipes::cifar10,
                    All4OneRecipes::imagenet)
            .with(Traits.of(
                            "several nearest neighbours at once, of which attention makes a centre, and redundancy reduced")
                    .withNegatives()
                    .withMomentum()
                    .withSensitivity(Sensitivity.MEDIUM, Sensitivity.LOW))
            .withImagenetNote("for ImageNet-100");

    private All4OneRecipes() {}

    /**
     * Method and views by solo-learn, scripts/pretrain/cifar/all4one.yaml, but for the queue; trained as Lightly's CIFAR-10
     * benchmark, which has no All4One, trains NNCLR.
     */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new All4One.Config(
                        2048, // proj_hidden_dim
                        256, // proj_output_dim
                        3, 4096, // pred_hidden_dim
                        0.2, // temperature
                        4096, // Lightly's NNCLRModel: NNMemoryBankModule(size=4096)
                        5, // topk(5)
                        0.99, // base_tau
                        true), // final_tau: 1.0
                CifarBenchmark.BYOL_VIEWS); // augmentations: asymmetric
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new All4One.Config(2048, 256, 3, 4096, 0.2, 4096, 5, 0.99, true),
                AutoSettings.byolViews(side),
                AutoSettings.benchmarkOptimizer());
    }

    /** solo-learn's, on ImageNet-100, scripts/pretrain/imagenet-100/all4one.yml; there is none for all of ImageNet. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new All4One.Config(2048, 256, 3, 4096, 0.2, 98340, 5, 0.99, true), // queue_size 98340
                new BackboneConfig("resnet18", BackboneConfig.Stem.IMAGENET, 64, 3, false),
                ByolViews.of(224).withInterpolation(Interpolation.BICUBIC), // augmentations: asymmetric
                new OptimizerConfig(
                        OptimizerConfig.Rule.LARS,
                        1.0, // lr
                        OptimizerConfig.Scaling.LINEAR,
                        256,
                        0.9,
                        0.999,
                        1e-5, // weight_decay
                        1e-5, // to the end
                        true, // exclude_bias_n_norm
                        1,
                        0.02, // eta
                        TrustRule.LARC, // clip_lr
                        0),
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0), // warmup_cosine
                400,
                256, // 2 GPUs of 128
                1);
    }
}
