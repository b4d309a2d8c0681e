package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;

/** MoCo's published recipes, version 2. */
final class MoCoV2Recipes {
    static final Family FAMILY = Family.of(
                    "moco-v2",
                    "Improved Baselines with Momentum Contrastive Learning, Chen et al. 2020, arXiv:2003.04297",
                    MoCoV2.Config.class,
                    MoCoV2Recipes::auto,
                    MoCoV2Recipes::cifar10,
                    MoCoV2Recipes::imagenet)
            .with(Traits.of("MoCo with the projector and the stronger views of SimCLR")
                    .withNegatives()
                    .withMomentum()
                    .withSensitivity(Sensitivity.LOW, Sensitivity.HIGH));

    private MoCoV2Recipes() {}

    /** Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py, class MocoModel. */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new MoCoV2.Config(
                        512, // MoCoProjectionHead(512, 512, 128)
                        128, 0.1, // NTXentLoss(temperature=0.1, memory_bank_size=4096)
                        4096, 0.99, // update_momentum(m=0.99)
                        8, // num_splits = 8
                        true, // "We use a symmetric loss"
                        0, 0.04),
                CifarBenchmark.SIMCLR_VIEWS);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new MoCoV2.Config(512, 128, 0.1, 4096, 0.99, 2, true, 0, 0.04),
                AutoSettings.simClrViews(side),
                AutoSettings.benchmarkOptimizer());
    }

    /** The official code, main_moco.py --mlp --moco-t 0.2 --aug-plus --cos. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new MoCoV2.Config(
                        2048, // --mlp: as wide as the features
                        128, // --moco-dim
                        0.2, // --moco-t
                        65536, // --moco-k
                        0.999, // --moco-m
                        8, // 8 GPUs
                        false, 0, 0.04),
                MoCoRecipes.BACKBONE,
                AlikeViews.mocoV2(224), // --aug-plus
                MoCoRecipes.OPTIMIZER,
                new ScheduleConfig(0, ScheduleConfig.Per.EPOCH, 0), // --cos
                200,
                256,
                1);
    }
}
