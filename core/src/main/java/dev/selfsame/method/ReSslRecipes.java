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

    /** The paper, §4, ImageNet: 200 epochs at batch 256. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new ReSsl.Config(
                        4096, // projector 4096-512
                        512, 0.1, // τ_s
                        0.04, // τ_t
                        131072, // memory buffer
                        0.999, // m
                        false),
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false),
                ReSslViews.of(224),
                OptimizerConfig.of(OptimizerConfig.Rule.SGD, 0.05) // × batch / 256
                        .withWeightDecay(1e-4)
                        .withNormAndBias(false, 1),
                new ScheduleConfig(5, ScheduleConfig.Per.STEP, 0), // warm-up of 5 epochs, then cosine
                200,
                256,
                1);
    }
}
