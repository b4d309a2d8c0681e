package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.MultiCropViews;

/** DeepCluster v2's recipes. */
final class DeepClusterV2Recipes {
    static final Family FAMILY = Family.of(
                    "deepcluster-v2",
                    "DeepCluster v2 in Contrasting Cluster Assignments, Caron et al. 2020, arXiv:2006.09882",
                    DeepClusterV2.Config.class,
                    DeepClusterV2Recipes::auto,
                    DeepClusterV2Recipes::cifar10,
                    DeepClusterV2Recipes::imagenet)
            .with(Traits.of("each view finds the cluster that k-means put the image into an epoch ago")
                    .withPrototypes()
                    .withSensitivity(Sensitivity.LOW, Sensitivity.MEDIUM));

    private DeepClusterV2Recipes() {}

    /**
     * Lightly has no DeepCluster. Networks, views and optimiser are those of its SwAV, by the same authors
     * (docs/source/getting_started/benchmarks/cifar10_benchmark.py, SwaVModel); the rest is main_deepclusterv2.py's.
     */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new DeepClusterV2.Config(
                        512, // SwaVProjectionHead(512, 512, 128)
                        128, 512, // SwaVPrototypes(128, 512)
                        3, // --nmb_prototypes of three heads
                        0.1, // --temperature
                        10), // nmb_kmeans_iters=10
                SwavRecipes.CIFAR_VIEWS,
                SwavRecipes.CIFAR_OPTIMIZER);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new DeepClusterV2.Config(512, 128, 512, 3, 0.1, 10),
                SwavRecipes.autoViews(side),
                SwavRecipes.autoOptimizer());
    }

    /** The official code, scripts/deepclusterv2_800ep_pretrain.sh and main_deepclusterv2.py. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new DeepClusterV2.Config(
                        2048, // hidden_mlp=2048
                        128, // --feat_dim
                        3000, 3, // --nmb_prototypes 3000 3000 3000
                        0.1, // --temperature
                        10), // nmb_kmeans_iters=10
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false),
                MultiCropViews.swav(224, 96), // --nmb_crops 2 6, --min_scale_crops 0.14 0.05
                SwavRecipes.IMAGENET_OPTIMIZER,
                SwavRecipes.IMAGENET_SCHEDULE,
                800,
                4096, // --batch_size 64 on 64 cards
                1);
    }
}
