package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.Jitter;
import java.util.List;

/** MoCo's published recipes, version 1. */
final class MoCoRecipes {
    static final Family FAMILY = Family.of(
                    "moco-v1",
                    "Momentum Contrast, He et al. 2020, arXiv:1911.05722",
                    MoCo.Config.class,
                    MoCoRecipes::auto,
                    MoCoRecipes::cifar10,
                    MoCoRecipes::imagenet)
            .with(Traits.of(
                            "one view of an image is found among a long queue of keys that a slowly moving encoder made")
                    .withNegatives()
                    .withMomentum()
                    .withSensitivity(Sensitivity.LOW, Sensitivity.MEDIUM));

    /** The learning rate of both versions' official code, main_moco.py. */
    static final OptimizerConfig OPTIMIZER = OptimizerConfig.of(
                    OptimizerConfig.Rule.SGD, 0.03) // --lr, --batch-size 256
            .withWeightDecay(1e-4) // --weight-decay
            .withNormAndBias(false, 1); // model.parameters(), all alike

    static final BackboneConfig BACKBONE = new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false);

    private MoCoRecipes() {}

    /**
     * Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py, class MocoModel, with the
     * paper's linear head in place of version 2's.
     */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new MoCo.Config(
                        128, // MoCoProjectionHead(512, 512, 128)
                        0.1, // NTXentLoss(temperature=0.1, memory_bank_size=4096)
                        4096, 0.99, // update_momentum(m=0.99)
                        8, // num_splits = 8
                        true), // "We use a symmetric loss"
                CifarBenchmark.SIMCLR_VIEWS);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new MoCo.Config(128, 0.1, 4096, 0.99, 2, true),
                AutoSettings.simClrViews(side),
                AutoSettings.benchmarkOptimizer());
    }

    /** The official code, main_moco.py, as it is without options. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new MoCo.Config(
                        128, // --moco-dim
                        0.07, // --moco-t
                        65536, // --moco-k
                        0.999, // --moco-m
                        8, // 8 GPUs
                        false),
                BACKBONE,
                AlikeViews.mocoV1(224)
                        .withJitter(new Jitter(0.4, 0.4, 0.4, 0.4, 1)), // ColorJitter, always; it greys first
                OPTIMIZER,
                new ScheduleConfig(0, ScheduleConfig.Per.EPOCH, 0, List.of(120.0, 160.0)), // --schedule 120 160
                200,
                256,
                1);
    }
}
