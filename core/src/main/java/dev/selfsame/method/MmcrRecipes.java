package dev.selfsame.method;

import dev.selfsame.image.Interpolation;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;

/** MMCR's published recipes. */
final class MmcrRecipes {
    static final Family FAMILY = Family.of(
                    "mmcr",
                    "MMCR, Yerxa et al. 2023, arXiv:2303.03307",
                    Mmcr.Config.class,
                    MmcrRecipes::auto,
                    MmcrRecipes::cifar10,
                    MmcrRecipes::imagenet)
            .with(Traits.of("the views of an image shrink to a centroid, centroids span as much as they can")
                    .withMomentum()
                    .withSensitivity(Sensitivity.MEDIUM, Sensitivity.MEDIUM))
            .withImagenetNote("all views as the first of the paper's two");

    private MmcrRecipes() {}

    /**
     * Lightly's example for CIFAR-10 (examples/pytorch/mmcr.py) with the optimiser of the authors' code for CIFAR-10
     * (pretrain_cifar_stl.py), which has 40 views of 32 images and no target network.
     */
    static Recipe cifar10() {
        return new Recipe(
                "cifar10",
                new Mmcr.Config(
                        512, // Lightly: MMCRProjectionHead(512, 512, 128)
                        128, 2, 0, // authors: --lmbda
                        0.996, // Lightly: cosine_schedule(..., 0.996, 1)
                        true),
                CifarBenchmark.BACKBONE,
                AlikeViews.mmcr(8, 32).withBlur(0), // Lightly: MMCRTransform(k=8, input_size=32, gaussian_blur=0.0)
                OptimizerConfig.of(OptimizerConfig.Rule.ADAM, 1e-3) // authors: --lr
                        .withScaling(OptimizerConfig.Scaling.NONE, CifarBenchmark.BATCH)
                        .withWeightDecay(1e-6) // authors: weight_decay
                        .withNormAndBias(false, 1),
                new ScheduleConfig(0, ScheduleConfig.Per.EPOCH, 1), // authors: none
                500, // authors: --epochs
                CifarBenchmark.BATCH, // 8 views, about as many a step as the authors' 32 images of 40
                1);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new Mmcr.Config(512, 128, 2, 0, 0.97, false),
                SimSiamRecipes.autoViews(AlikeViews.mmcr(4, side)),
                BarlowTwinsRecipes.auto(side).optimizer());
    }

    /**
     * The official code, pretrain_imagenet.py and mmcr/imagenet/train.py. Its views are BYOL's two by turns; here all are
     * the first.
     */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new Mmcr.Config(
                        8192, // projector_dims [8192, 8192, 512]
                        512, 2, 0, // --lmbda
                        0.99, // --tau
                        false),
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, true), // zero_init_residual=True
                AlikeViews.mmcr(8, 224).withInterpolation(Interpolation.BICUBIC), // --n_aug; class Barlow_Transform
                OptimizerConfig.of(OptimizerConfig.Rule.LARS, 0.8) // --lr, × batch / 256
                        .withWeightDecay(1e-6), // weight_decay_filter
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 0.001), // t_warmup="10ep", alpha_f=0.001
                100, // --epochs
                2048, // --batch_size
                1);
    }
}
