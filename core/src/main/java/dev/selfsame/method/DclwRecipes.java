package dev.selfsame.method;

import dev.selfsame.method.Traits.Sensitivity;

/** DCLW's published recipes. */
final class DclwRecipes {
    static final Family FAMILY = Family.of(
                    "dclw",
                    "Decoupled Contrastive Learning with weights, Yeh et al. 2022, arXiv:2110.06848",
                    Dclw.Config.class,
                    DclwRecipes::auto,
                    DclwRecipes::cifar10,
                    DclwRecipes::imagenet)
            .with(Traits.of("decoupled contrast that gives more weight to positives which are far apart")
                    .withNegatives()
                    .withSensitivity(Sensitivity.LOW, Sensitivity.HIGH));

    private DclwRecipes() {}

    /** Lightly's CIFAR-10 benchmark, docs/source/getting_started/benchmarks/cifar10_benchmark.py, class DCLW. */
    static Recipe cifar10() {
        return CifarBenchmark.recipe(
                new Dclw.Config(
                        512, // SimCLRProjectionHead(512, 512, 128)
                        128, // the same
                        0.1, // DCLWLoss(): temperature=0.1
                        0.5), // DCLWLoss(): sigma=0.5
                CifarBenchmark.SIMCLR_VIEWS); // simclr_transform
    }

    static AutoSettings auto(int side) {
        return new AutoSettings(
                new Dclw.Config(512, 128, 0.1, 0.5), AutoSettings.simClrViews(side), AutoSettings.benchmarkOptimizer());
    }

    /** Lightly's ImageNet benchmark, benchmarks/imagenet/resnet50/dclw.py; the rest is that of dcl.py. */
    static Recipe imagenet() {
        return DclRecipes.lightly(new Dclw.Config(
                2048, // SimCLRProjectionHead(): hidden_dim=2048
                128, // output_dim=128
                0.1, // DCLWLoss(temperature=0.1, gather_distributed=True)
                0.5)); // DCLWLoss: sigma=0.5
    }
}
