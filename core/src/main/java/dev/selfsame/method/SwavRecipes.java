package dev.selfsame.method;

import dev.selfsame.method.OptimizerConfig.Rule;
import dev.selfsame.method.OptimizerConfig.Scaling;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.optim.TrustRule;
import dev.selfsame.view.MultiCropViews;

/** SwAV's published recipes, and what DeepCluster v2 shares with them. */
final class SwavRecipes {
    static final Family FAMILY = Family.of(
                    "swav",
                    "Unsupervised Learning of Visual Features by Contrasting Cluster Assignments, Caron et al. 2020,"
                            + " arXiv:2006.09882",
                    Swav.Config.class,
                    SwavRecipes::auto,
                    SwavRecipes::cifar10,
                    SwavRecipes::imagenet)
            .with(Traits.of("each view predicts the other's assignment to prototypes that are used alike")
                    .withPrototypes()
                    .withSensitivity(Sensitivity.LOW, Sensitivity.MEDIUM)); // paper, table 3: 256 images with a queue

    /** Lightly's CIFAR-10 benchmark, SwaVModel: Adam with decay on every weight. */
    static final OptimizerConfig CIFAR_OPTIMIZER = OptimizerConfig.of(Rule.ADAM, 1e-3) // lr=1e-3 * lr_factor
            .withScaling(Scaling.LINEAR, 128)
            .withWeightDecay(1e-6)
            .withNormAndBias(false, 1);

    /** SwaVCollateFunction(crop_sizes=[32], crop_counts=[2], gaussian_blur=0), cj_strength 0.5 by default. */
    static final MultiCropViews CIFAR_VIEWS =
            MultiCropViews.swav(32, 14).withCounts(2, 0).withStrength(0.5).withBlur(0, 0, 0);

    /** The official scripts: --base_lr 4.8 at 4,096, LARC without clipping on all parameters, --wd 0.000001. */
    static final OptimizerConfig IMAGENET_OPTIMIZER = OptimizerConfig.of(Rule.LARS, 0.3) // × batch / 256
            .withWeightDecay(1e-6)
            .withTrustRule(TrustRule.PAPER) // trust_coefficient=0.001, clip=False
            .withNormAndBias(false, 1); // model.parameters() in one group

    /** --warmup_epochs 10, --final_lr 0.0048; --start_warmup 0.3 is 0 here. */
    static final ScheduleConfig IMAGENET_SCHEDULE = new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0.001);

    private SwavRecipes() {}

    /** Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py, class SwaVModel. */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new Swav.Config(
                        512, // SwaVProjectionHead(512, 512, 128)
                        128, 512, // SwaVPrototypes(128, 512); its bias is not the paper's and left out
                        0.1, 0.05, 3, // SwaVLoss()
                        0, 15, 0), // no queue, nothing frozen
                CIFAR_VIEWS,
                CIFAR_OPTIMIZER);
    }

    /** As Lightly's benchmark, with the paper's queue for small batches, and multi-crop where there is room for it. */
    static AutoSettings auto(int side) {
        return new AutoSettings(
                new Swav.Config(512, 128, 512, 0.1, 0.05, 3, 3840, 15, 1), autoViews(side), autoOptimizer());
    }

    static MultiCropViews autoViews(int side) {
        MultiCropViews views = MultiCropViews.swav(side, Math.max(8, side * 96 / 224));
        return side > AutoSettings.SMALL
                ? views
                : views.withCounts(2, 0)
                        .withStrength(0.5)
                        .withBlur(0, 0, 0)
                        .withScales(AutoSettings.SMALL_CROP, AutoSettings.SMALL_CROP);
    }

    static OptimizerConfig autoOptimizer() {
        return OptimizerConfig.of(Rule.ADAM, 1e-3)
                .withScaling(Scaling.SQRT, AutoSettings.BATCH)
                .withWeightDecay(1e-6);
    }

    /** The official code, scripts/swav_800ep_pretrain.sh and main_swav.py. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new Swav.Config(
                        2048, // hidden_mlp=2048
                        128, // --feat_dim
                        3000, // --nmb_prototypes
                        0.1, // --temperature
                        0.05, // --epsilon
                        3, // --sinkhorn_iterations
                        0, 15, // --queue_length 0; swav_200ep_bs256_pretrain.sh has 3,840 from epoch 15
                        1), // --freeze_prototypes_niters 313: an epoch
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false),
                MultiCropViews.swav(224, 96), // --nmb_crops 2 6, --min_scale_crops 0.14 0.05
                IMAGENET_OPTIMIZER,
                IMAGENET_SCHEDULE,
                800,
                4096, // --batch_size 64 on 64 cards
                1);
    }
}
