package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.Jitter;
import dev.selfsame.view.ReSslViews;

/** ReSSL's published recipes. */
final class ReSslRecipes {
    static final Family FAMILY = Family.of(
                    "ressl",
                    "Relational Self-Supervised Learning with Weak Augmentation, Zheng et al. 2021, arXiv:2107.09282",
                    ReSsl.Config.class,
                    ReSslRecipes::auto,
                    ReSslRecipes::cifar10,
                    ReSslRecipes::imagenet)
            .with(Traits.of(
                            "how an image relates to others, as a slowly moving network sees it in a weak view, is the target for the strong one")
                    .withNegatives()
                    .withMomentum()
                    .withSensitivity(Sensitivity.LOW, Sensitivity.MEDIUM));

    private ReSslRecipes() {}

    /**
     * Method and views by solo-learn, scripts/pretrain/cifar/ressl.yaml and augmentations/ressl.yaml, but for the queue;
     * trained as Lightly's CIFAR-10 benchmark, which has no ReSSL, trains MoCo.
     */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new ReSsl.Config(
                        4096, // proj_hidden_dim
                        256, // proj_output_dim
                        0.1, // temperature_q
                        0.04, // temperature_k
                        4096, // Lightly's MocoModel: memory_bank_size=4096
                        0.99, // base_tau
                        true), // final_tau: 1.0
                ReSslViews.of(32).withMinScale(0.08).withJitter(Jitter.BYOL)); // blur 0.5 in the strong view
    }

    static AutoSettings auto(int side) {
        ReSslViews views = ReSslViews.of(side);
        return new AutoSettings(
                new ReSsl.Config(4096, 256, 0.1, 0.04, 4096, 0.99, true),
                side > AutoSettings.SMALL ? views : views.withBlur(0),
                AutoSettings.benchmarkOptimizer());
    }

    /** The official code (mingkai-zheng/ReSSL), ressl.py and what it calls. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new ReSsl.Config(
                        4096, // network/head.py: hidden_dim
                        512, // network/ressl.py: dim
                        0.1, // ressl.py: logitsq / 0.1
                        0.04, // --t
                        131072, // network/ressl.py: K=65536*2
                        0.999, // network/ressl.py: m
                        false),
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false), // --backbone
                ReSslViews.of(224), // data/augmentation.py: moco_aug and target_aug
                OptimizerConfig.of(OptimizerConfig.Rule.SGD, 0.05) // --lr
                        .withWeightDecay(1e-4), // rest_params; bn_params have none
                new ScheduleConfig(5, ScheduleConfig.Per.STEP, 0), // warm_up = 5, then cosine
                200, // --epochs
                256, // batch_size = 32 on each of 8 cards
                1);
    }
}
