package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.optim.TrustRule;
import dev.selfsame.view.MultiCropViews;

/** VICRegL's published recipes. */
final class VicRegLRecipes {
    static final Family FAMILY = Family.of(
                    "vicregl",
                    "VICRegL, Bardes et al. 2022, arXiv:2210.01571",
                    VicRegL.Config.class,
                    VicRegLRecipes::auto,
                    VicRegLRecipes::cifar10,
                    VicRegLRecipes::imagenet)
            .with(Traits.of("VICReg of whole views and of the places that match in their feature maps")
                    .withSensitivity(Sensitivity.MEDIUM, Sensitivity.HIGH));

    private VicRegLRecipes() {}

    /** Lightly's Imagenette benchmark, imagenette_benchmark.py, class VICRegLModel, on CIFAR-10's network and images. */
    static Recipe cifar10() {
        return new Recipe(
                "cifar10",
                new VicRegL.Config(
                        2048, // BarlowTwinsProjectionHead(512, 2048, 2048)
                        2048, 128, // VicRegLLocalProjectionHead(512, 128, 128)
                        128, 25, 25, 1, 0.75, // VICRegLLoss()
                        16, // num_matches=(16, 4)
                        4),
                CifarBenchmark.BACKBONE,
                small(32, 4), // n_local_views=0, global_grid_size=4; no blur
                SoloCifar.lars(0.3, 1e-4, TrustRule.PAPER, 0.001) // LARS, lr=0.3 * lr_factor, weight_decay=1e-4
                        .withNormAndBias(false, 1), // on all parameters
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0.001), // warmup_epochs, there by epoch; end_value
                CifarBenchmark.EPOCHS,
                CifarBenchmark.BATCH,
                1);
    }

    private static MultiCropViews small(int side, int cells) {
        return MultiCropViews.vicregl(side, side)
                .withCounts(2, 0)
                .withGrids(cells, 0)
                .withBlur(0, 0, 0);
    }

    /** The feature map of a small image has an eighth of its side, that of a larger one a thirty-second. */
    static AutoSettings auto(int side) {
        boolean large = side > AutoSettings.SMALL;
        int cells = large ? (side + 31) / 32 : (side + 7) / 8;
        MultiCropViews views = small(side, cells);
        return new AutoSettings(
                new VicRegL.Config(2048, 2048, 128, 128, 25, 25, 1, 0.75, 16, 4),
                large ? views.withBlur(0.5, 0.5, 0.5) : views,
                BarlowTwinsRecipes.auto(side).optimizer());
    }

    /**
     * The official code, README.md: ResNet-50 on several nodes; main_vicregl.py. By default it takes every match of features
     * (--l2_all_matches), here as many as of places; its local loss weighs half of ours ({@link
     * dev.selfsame.loss.VicRegLLoss}), and its grids aren't mirrored with the views (--no-flip-grid).
     */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new VicRegL.Config(
                        8192, // --mlp 8192-8192-8192
                        8192, 512, // --maps-mlp 512-512-512
                        512, 25, 25, 1, 0.75, // --alpha
                        20, // --num_matches 20 4
                        4),
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, true), // zero_init_residual=True
                MultiCropViews.dino(
                                224, 96) // transforms.py: DINO's colours, blur 1 and 0.1, solarizing 0 and 0.2, bicubic
                        .withCounts(2, 0) // --num-crops 2
                        .withScales(0.08, 0.4) // --min_scale_crops 0.08
                        .withGrids(7, 3), // transforms.py: grid_size
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 0.2) // --base-lr, × batch / 256
                        .withWeightDecay(1e-6), // --weight-decay; optimizers.py: exclude_bias_and_norm
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0.001), // --warmup-epochs, --end-lr-ratio
                300, // --epochs
                2048, // --batch-size
                1);
    }
}
