package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.ByolViews;

/** NNCLR's published recipes. */
final class NnclrRecipes {
    static final Family FAMILY = Family.of(
                    "nnclr",
                    "Nearest-Neighbor Contrastive Learning, Dwibedi et al. 2021, arXiv:2104.14548",
                    Nnclr.Config.class,
                    NnclrRecipes::auto,
                    NnclrRecipes::cifar10,
                    NnclrRecipes::imagenet)
            .with(Traits.of("the positive is the nearest neighbour of the other view among earlier embeddings")
                    .withNegatives()
                    .withSensitivity(Sensitivity.MEDIUM, Sensitivity.LOW));

    private NnclrRecipes() {}

    /**
     * Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py, class NNCLRModel. It puts
     * view 1 into the support set, this view 0; both are made alike.
     */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new Nnclr.Config(
                        2048, // ProjectionHead 512-2048-256, two layers
                        256,
                        2,
                        4096, // NNCLRPredictionHead(256, 4096, 256)
                        0.5, // NTXentLoss()
                        4096, // NNMemoryBankModule(size=4096)
                        Nnclr.Objective.NT_XENT),
                CifarBenchmark.SIMCLR_VIEWS);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new Nnclr.Config(2048, 256, 2, 4096, 0.2, 4096, Nnclr.Objective.INFO_NCE),
                AutoSettings.simClrViews(side),
                AutoSettings.benchmarkOptimizer());
    }

    /**
     * The paper, §4.1: 1,000 epochs at batch 4,096. The same values stand in clane9/vissl,
     * configs/config/pretrain/nnclr/nnclr_8node_resnet.yaml, which has the augmentations from the authors themselves.
     */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new Nnclr.Config(
                        2048, // §4.1: projection 2048-2048-256
                        256, // the same
                        3, // the same
                        4096, // §4.1: prediction 4096-256
                        0.1, // §4.1
                        98304, // §4.1
                        Nnclr.Objective.INFO_NCE), // eq. 3
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false), // §4.1: ResNet-50
                ByolViews.of(224).withInterpolation(Interpolation.BICUBIC), // BYOL's, as that file has them
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 0.3) // §4.1: 0.3 × batch / 256
                        .withWeightDecay(1e-6), // §4.1
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0), // §4.1: 10 epochs, then cosine
                1000, // §4.1
                4096, // §4.1
                1);
    }
}
