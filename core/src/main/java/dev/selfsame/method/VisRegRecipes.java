package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;

/** VISReg's published recipes. */
final class VisRegRecipes {
    static final Family FAMILY = Family.of(
                    "visreg",
                    "VISReg, Wu et al. 2026, arXiv:2606.02572",
                    VisReg.Config.class,
                    VisRegRecipes::auto,
                    VisRegRecipes::cifar10,
                    VisRegRecipes::imagenet)
            .with(Traits.of("LeJEPA with centre, scale and shape of the distribution apart")
                    .withSensitivity(Sensitivity.LOW, Sensitivity.MEDIUM));

    private VisRegRecipes() {}

    /** LeJEPA's recipe, the authors' minimal example, with VISReg's head and weights. */
    static Recipe cifar10() {
        return new Recipe(
                "cifar10",
                new VisReg.Config(
                        2048, // Lightly, vitb16/visreg.py: 2048-2048-256
                        256, 0.6, // the paper's advice for small data sets
                        2048, // num_slices=2048
                        1, 1, 1),
                CifarBenchmark.BACKBONE,
                LeJepaRecipes.exampleViews(4, 32),
                LeJepaRecipes.adamW(9e-4), // visreg.py: lr
                new ScheduleConfig(1, ScheduleConfig.Per.STEP, 0.001), // visreg.py: warm-up of an epoch, end_value
                CifarBenchmark.EPOCHS,
                256,
                1);
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new VisReg.Config(1024, 128, 0.6, 512, 1, 1, 1),
                LeJepaRecipes.autoViews(side),
                LeJepaRecipes.autoOptimizer());
    }

    /** Lightly's ImageNet benchmark, benchmarks/imagenet/vitb16/visreg.py, with a ResNet-50 and its weight decay. */
    static Recipe imagenet() {
        return new Recipe(
                "imagenet",
                new VisReg.Config(
                        2048, // ProjectionHead 2048-2048-256, GELU
                        256, 0.9, // VISRegLoss()
                        2048, // num_slices=2048
                        1, 1, 1),
                new BackboneConfig("resnet50", BackboneConfig.Stem.IMAGENET, 64, 3, false),
                LeJepaRecipes.multiCrop(4, 96), // 4 of 224 and 6 of 96 pixels
                LeJepaRecipes.adamW(9e-4), // lr; weight decay LeJEPA's for ResNets
                new ScheduleConfig(1, ScheduleConfig.Per.STEP, 0.001), // CosineWarmupScheduler
                100, // LeJEPA's epochs and batch, in Lightly's table
                512,
                1);
    }
}
