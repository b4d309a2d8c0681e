package dev.selfsame.method;

import dev.selfsame.method.OptimizerConfig.Rule;
import dev.selfsame.method.OptimizerConfig.Scaling;
import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.MultiCropViews;

/** DINO's published recipes for convolutional networks. */
final class DinoRecipes {
    static final Family FAMILY = Family.of(
                    "dino",
                    "Emerging Properties in Self-Supervised Vision Transformers, Caron et al. 2021, arXiv:2104.14294",
                    Dino.Config.class,
                    DinoRecipes::auto,
                    DinoRecipes::cifar10,
                    DinoRecipes::imagenet)
            .with(Traits.of("gives for every view what a slow copy, centred and sharpened, gives for the large ones")
                    .withMomentum()
                    .withPrototypes()
                    .withSensitivity(Sensitivity.MEDIUM, Sensitivity.HIGH)); // paper, tables 9 and 8: multi-crop counts

    private DinoRecipes() {}

    /** Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py, class DINOModel. */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new Dino.Config(
                        2048, // DINOProjectionHead(512, 2048, 256, 2048, batch_norm=True)
                        256, 2048, 2, // "use only 2 layers for cifar10"
                        true, true, // norm_last_layer
                        0, // nothing frozen
                        0.04, 0.04, 30, 0.1, 0.9, // DINOLoss(output_dim=2048)
                        0.99, // update_momentum(m=0.99)
                        false),
                MultiCropViews.dino(32, 14) // DINOCollateFunction(global_crop_size=32, n_local_views=0)
                        .withCounts(2, 0)
                        .withBlur(0, 0, 0)); // gaussian_blur=(0, 0, 0)
    }

    /** As Lightly's benchmark, with a last layer that stands still at first and bounded gradients, as the paper has them. */
    static AutoSettings auto(int side) {
        MultiCropViews views = MultiCropViews.dino(side, Math.max(8, side * 96 / 224));
        return new AutoSettings(
                new Dino.Config(2048, 256, 2048, 2, true, true, 1, 0.04, 0.04, 0, 0.1, 0.9, 0.99, true),
                side > AutoSettings.SMALL
                        ? views
                        : views.withCounts(2, 0)
                                .withBlur(0, 0, 0)
                                .withScales(AutoSettings.SMALL_CROP, AutoSettings.SMALL_CROP),
                OptimizerConfig.of(Rule.SGD, 0.06)
                        .withScaling(Scaling.LINEAR, AutoSettings.BATCH)
                        .withWeightDecay(5e-4)
                        .withClipNorm(3));
    }

    /** The official code for ResNet-50: README.md, "ResNet-50 and other convnets trainings", and main_dino.py. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new Dino.Config(
                        2048, // DINOHead, hidden_dim
                        256, // bottleneck_dim
                        65536, // --out_dim
                        3, // nlayers
                        false, // --use_bn_in_head
                        true, // --norm_last_layer
                        1, // --freeze_last_layer
                        0.04, // --warmup_teacher_temp
                        0.04, // --teacher_temp
                        0, // --warmup_teacher_temp_epochs
                        0.1, // DINOLoss, student_temp
                        0.9, // center_momentum
                        0.996, // --momentum_teacher
                        true), // to 1 on a cosine
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false),
                MultiCropViews.dino(224, 96)
                        .withCounts(2, 8) // --local_crops_number
                        .withScales(0.14, 0.14), // --global_crops_scale 0.14 1, --local_crops_scale 0.05 0.14
                OptimizerConfig.of(Rule.SGD, 0.03) // --optimizer sgd, --lr 0.03 × batch / 256
                        .withWeightDecay(1e-4) // --weight_decay 1e-4, --weight_decay_end 1e-4
                        .withClipNorm(3), // --clip_grad 3.0
                new ScheduleConfig(10, ScheduleConfig.Per.STEP, 1e-6 / 0.06), // --warmup_epochs, --min_lr 1e-6
                100,
                512, // --batch_size_per_gpu 64 on 8 cards
                1);
    }
}
