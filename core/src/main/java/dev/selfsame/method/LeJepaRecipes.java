package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;
import dev.selfsame.view.AlikeViews;
import dev.selfsame.view.MultiCropViews;

/** LeJEPA's published recipes. */
final class LeJepaRecipes {
    static final Family FAMILY = Family.of(
                    "lejepa",
                    "LeJEPA, Balestriero and LeCun 2025, arXiv:2511.08544",
                    LeJepa.Config.class,
                    LeJepaRecipes::auto,
                    LeJepaRecipes::cifar10,
                    LeJepaRecipes::imagenet)
            .with(Traits.of("views agree with the mean of the global ones, embeddings are normally distributed")
                    .withSensitivity(Sensitivity.LOW, Sensitivity.MEDIUM));

    private LeJepaRecipes() {}

    /** AdamW with weight decay on all parameters, as the authors' code has it; not scaled with the batch. */
    static OptimizerConfig adamW(double learningRate) {
        return OptimizerConfig.of(OptimizerConfig.Rule.ADAMW, learningRate)
                .withScaling(OptimizerConfig.Scaling.NONE, 256)
                .withWeightDecay(5e-4) // README.md: 5e-4 for ResNets
                .withNormAndBias(false, 1);
    }

    /** The authors' minimal example, MINIMAL.md, for a ResNet on images of 32 pixels; without blur there. */
    static Recipe cifar10() {
        return new Recipe(
                "cifar10",
                new LeJepa.Config(
                        2048, // MLP 2048-2048-proj_dim
                        16, // +proj_dim=16
                        3, 0.02, // +lamb=0.02
                        256, // torch.randn(proj.size(-1), 256)
                        17, // knots
                        3), // t_max
                CifarBenchmark.BACKBONE,
                exampleViews(4, 32), // +V=4
                adamW(2e-3), // +lr=2e-3
                new ScheduleConfig(
                        1, ScheduleConfig.Per.STEP, 0.001), // an epoch's warmup_steps; the README's end, not 1e-3
                CifarBenchmark.EPOCHS,
                256, // +bs=256
                1);
    }

    /** The views of MINIMAL.md: crops of at least 0.08, jitter 0.8, 0.8, 0.8, 0.2, solarizing 0.2; without blur. */
    static AlikeViews exampleViews(int count, int size) {
        return AlikeViews.mocoV2(size)
                .withCount(count)
                .withMinScale(0.08)
                .withStrength(2)
                .withSolarize(0.2)
                .withBlur(0);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(new LeJepa.Config(1024, 64, 3, 0.02, 512, 17, 3), autoViews(side), autoOptimizer());
    }

    static AlikeViews autoViews(int side) {
        AlikeViews views = exampleViews(4, side);
        return side > AutoSettings.SMALL ? views.withBlur(0.5) : views.withMinScale(AutoSettings.SMALL_CROP);
    }

    static OptimizerConfig autoOptimizer() {
        return OptimizerConfig.of(OptimizerConfig.Rule.ADAMW, 1e-3)
                .withScaling(OptimizerConfig.Scaling.SQRT, AutoSettings.BATCH)
                .withWeightDecay(5e-4);
    }

    /** The authors' README.md, "GOTO hyperparameters", with a ResNet-50; heads as in Lightly's vitb16/lejepa.py. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new LeJepa.Config(
                        2048, // LeJEPAProjectionHead(...)
                        64, 3, 0.05, // LeJEPALoss()
                        1024, // num_slices=1024
                        17, // num_points=17
                        3), // sigreg_t_max
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false),
                multiCrop(2, 98), // 2 of 224 and 6 of 98 pixels
                adamW(5e-4), // learning rate
                new ScheduleConfig(1, ScheduleConfig.Per.STEP, 0.001), // final learning rate: initial / 1000
                100, // epochs of the README's table
                512, // Lightly's table, batch
                1);
    }

    /** So many of 224 pixels and 0.3 to 1 of the area, 6 of 0.05 to 0.3; all with blur 0.5 and solarizing 0.2. */
    static MultiCropViews multiCrop(int globals, int localSize) {
        return MultiCropViews.dino(224, localSize)
                .withCounts(globals, 6)
                .withScales(0.3, 0.3)
                .withBlur(0.5, 0.5, 0.5)
                .withSolarize(0.2, 0.2, 0.2);
    }
}
