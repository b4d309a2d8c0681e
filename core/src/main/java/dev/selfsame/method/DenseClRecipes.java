package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;

/** DenseCL's published recipes. */
final class DenseClRecipes {
    static final Family FAMILY = Family.of(
                    "densecl",
                    "Dense Contrastive Learning, Wang et al. 2021, arXiv:2011.09157",
                    DenseCl.Config.class,
                    DenseClRecipes::auto,
                    DenseClRecipes::cifar10,
                    DenseClRecipes::imagenet)
            .with(Traits.of("MoCo for whole images and for the places in them that resemble each other most")
                    .withNegatives()
                    .withMomentum()
                    .withSensitivity(Sensitivity.LOW, Sensitivity.HIGH));

    private DenseClRecipes() {}

    /**
     * Heads and queues by Lightly's example, examples/pytorch/densecl.py, the weight of its loss too; the rest as Lightly's
     * CIFAR-10 benchmark, which has no DenseCL, has MoCo.
     */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new DenseCl.Config(
                        512, // DenseCLProjectionHead(512, 512, 128)
                        128, 0.1, // MocoModel: NTXentLoss(temperature=0.1)
                        4096, // NTXentLoss(memory_bank_size=(4096, 128))
                        0.99, // MocoModel: update_momentum(m=0.99)
                        8, // MocoModel: num_splits = 8
                        0.5), // 0.5 * (loss_global + loss_local)
                CifarBenchmark.SIMCLR_VIEWS);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new DenseCl.Config(512, 128, 0.1, 4096, 0.99, 2, 0.5),
                AutoSettings.simClrViews(side),
                AutoSettings.benchmarkOptimizer());
    }

    /** The official code, configs/selfsup/densecl/densecl_imagenet_200ep.py. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new DenseCl.Config(
                        2048, // hid_channels
                        128, // feat_dim
                        0.2, // head: temperature
                        65536, // queue_len
                        0.999, // momentum
                        8, // 32 * 8 images
                        0.5), // loss_lambda
                MoCoRecipes.BACKBONE,
                AlikeViews.mocoV2(224), // train_pipeline; it flips last
                MoCoRecipes.OPTIMIZER, // lr=0.03, weight_decay=0.0001, momentum=0.9
                new ScheduleConfig(0, ScheduleConfig.Per.EPOCH, 0), // CosineAnnealing, min_lr 0
                200, // total_epochs
                256,
                1);
    }
}
